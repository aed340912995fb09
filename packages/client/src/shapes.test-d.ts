import type { TokenCredential as AzureCredential } from '@azure/core-auth';
import type { Tracer as OpenTelemetryTracer } from '@opentelemetry/api';
import { describe, expectTypeOf, test } from 'vitest';
import type { operations } from './generated/operations.gen.ts';
import type { OperationDescription, OperationRequest } from './pipeline/operation.ts';
import { from } from '@defender-odata/query-builder';
import {
  machines,
  waitFor,
  type Credential,
  type DefenderClient,
  type Machine,
  type MachineAction,
  type MachineActionTypes,
  type MachineTypes,
  type PagedAsyncIterableIterator,
  type QueryInput,
  type Tracer,
  type WaitResult,
} from './index.ts';

describe('what others make fits as it is', () => {
  test('a credential of @azure/identity', () => {
    expectTypeOf<AzureCredential>().toExtend<Credential>();
  });

  test('a tracer of @opentelemetry/api', () => {
    expectTypeOf<OpenTelemetryTracer>().toExtend<Tracer>();
  });
});

test('a list gives machine actions, whose status is known by name and open to others', () => {
  expectTypeOf<ReturnType<DefenderClient['machineActions']['list']>>().toExtend<AsyncIterable<MachineAction>>();
  expectTypeOf<'Cancelled' | 'SomethingNew'>().toExtend<MachineAction['status']>();
});

test('whatever the rules of the spec let an operation say and take fits the client', () => {
  const permissions = { application: ['Machine.CollectForensics'], delegated: ['Machine.CollectForensics'] };
  const answer = 'nothing' as const;
  const described = { method: 'POST', path: '/', queryOptions: [], permissions, rateLimits: [], answer };
  expectTypeOf(described).toExtend<OperationDescription>();
  expectTypeOf<typeof operations>().toExtend<Readonly<Record<string, OperationDescription>>>();
  expectTypeOf({ text: '', number: 1, flag: true }).toExtend<NonNullable<OperationRequest['query']>>();
});

declare const client: DefenderClient;

test('waiting for what is one ID or several gives one result or several', () => {
  expectTypeOf(waitFor(client.machineActions, '' as string)).resolves.toEqualTypeOf<WaitResult>();
  expectTypeOf(waitFor(client.machineActions, [] as string[])).resolves.toEqualTypeOf<readonly WaitResult[]>();
  expectTypeOf(waitFor(client.machineActions, '' as string | string[])).resolves.toEqualTypeOf<
    WaitResult | readonly WaitResult[]
  >();
});

declare const ofMachines: QueryInput<MachineTypes>;

test('rows of a selecting query have the selected properties alone', () => {
  type Rows<Row> = PagedAsyncIterableIterator<Row>;
  const { machines: list } = client;
  const some = from(machines).withObserved().select('id', 'version');
  expectTypeOf(list.list(some)).toEqualTypeOf<Rows<Pick<Machine, 'id' | 'version'>>>();
  expectTypeOf(list.list((q) => q.withObserved().select('version').top(5))).toEqualTypeOf<
    Rows<Pick<Machine, 'version'>>
  >();
  expectTypeOf(list.list()).toEqualTypeOf<Rows<Machine>>();
  expectTypeOf(list.list(undefined, { prefetch: true })).toEqualTypeOf<Rows<Machine>>();
  expectTypeOf(list.list((q) => q.withObserved().top(5))).toEqualTypeOf<Rows<Machine>>();
  expectTypeOf(list.list({ filter: { healthStatus: 'Active' }, top: 5 })).toEqualTypeOf<Rows<Machine>>();
  expectTypeOf(list.list(from(machines))).toEqualTypeOf<Rows<Machine>>();
  expectTypeOf(list.list(ofMachines)).toEqualTypeOf<Rows<Machine>>();
  // @ts-expect-error -- a query of whole rows is wanted
  const whole: typeof ofMachines = some;
  expectTypeOf(whole).not.toBeAny();
});

const refused = () => {
  // @ts-expect-error -- it cannot be selected
  client.machines.list((q) => q.withObserved().select('onboardingStatus'));
  // @ts-expect-error -- it was only observed to work
  client.machines.list((q) => q.select('id'));
  // @ts-expect-error -- machine actions cannot be selected from
  client.machineActions.list((q) => q.withObserved().select('id'));

  // @ts-expect-error -- computerDnsName cannot be filtered
  client.machineActions.list((q) => q.filter((a) => a.computerDnsName.eq('x')));
  // @ts-expect-error -- above any maximum: no Int32
  client.machineActions.list((q) => q.top(2_147_483_648));
  // @ts-expect-error -- above the maximum, in an object
  client.machineActions.list({ filter: { status: 'Failed' }, top: 2_147_483_648 });
  // @ts-expect-error -- nothing is later than null
  client.machineActions.list({ filter: { creationDateTimeUtc: { gt: null } } });
  // @ts-expect-error -- an ID begins with text
  client.machineActions.list({ filter: { machineId: { startswith: null } } });
  // @ts-expect-error -- a Date has no seven digits, and equals nothing
  client.machineActions.list({ filter: { creationDateTimeUtc: { eq: new Date() } } });
  // @ts-expect-error -- there is no such option
  client.machineActions.list({ orderBy: 'id' });
  // @ts-expect-error -- there is no such property
  client.machineActions.list({ filter: { stauts: 'Failed' } });
};

test('a query that the service would refuse does not compile', () => {
  expectTypeOf(refused).returns.toBeVoid();
});

const accepted = (ids: readonly string[], top: number, query: QueryInput<MachineActionTypes>) => {
  client.machineActions.list();
  client.machineActions.list(query);
  client.machineActions.list({ filter: { creationDateTimeUtc: { ge: new Date(), lt: '2026-01-01T00:00:00Z' } }, top });
  client.machineActions.list({ filter: { id: { in: ids }, machineId: null }, top: 10_000 });
  client.machineActions.list((q) => q.filter((a) => a.id.in(ids)).top(top), { prefetch: false });
  client.machineActions.list({ filter: (a) => a.status.eq('Failed') });
};

test('a query that the service takes compiles', () => {
  expectTypeOf(accepted).returns.toBeVoid();
});
