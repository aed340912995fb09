import type { TokenCredential as AzureCredential } from '@azure/core-auth';
import type { Tracer as OpenTelemetryTracer } from '@opentelemetry/api';
import { describe, expectTypeOf, test } from 'vitest';
import type { Credential, DefenderClient, MachineAction, Tracer } from './index.ts';

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

declare const client: DefenderClient;

const refused = () => {
  // @ts-expect-error -- computerDnsName cannot be filtered
  client.machineActions.list((q) => q.filter((a) => a.computerDnsName.eq('x')));
  // @ts-expect-error -- above the maximum
  client.machineActions.list((q) => q.top(10_001));
  // @ts-expect-error -- there is no such option
  client.machineActions.list({ orderBy: 'id' });
  // @ts-expect-error -- there is no such property
  client.machineActions.list({ filter: { stauts: 'Failed' } });
};

test('a query that the service would refuse does not compile', () => {
  expectTypeOf(refused).returns.toBeVoid();
});
