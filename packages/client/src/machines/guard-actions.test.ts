import { describe, expect, test } from 'vitest';
import { actionService, MACHINE, OTHER } from '../../test/support/action-service.ts';
import { json, rejection } from '../../test/support/fake-service.ts';
import { MemoryQuotaStore, Quota, operations } from '../index.ts';
import { guardActions, type GuardOptions, type PlannedAction } from './index.ts';

const HOUR = 3_600_000;
const comment = 'secret words';
const THIRD = '0'.repeat(40);

/** A service whose machines have tags: the other one is a domain controller. */
function serviceOf(options = {}) {
  const asked: string[] = [];
  const service = actionService(
    {
      read(url) {
        const [, , set, id = ''] = url.pathname.split('/');
        if (set !== 'machines') return undefined;
        asked.push(id);
        return json({ id, computerDnsName: 'a.b', machineTags: id === OTHER ? ['dc'] : [] });
      },
    },
    options,
  );
  const guard = (rules: GuardOptions) => guardActions(service.client, rules);
  const isolate = (client: ReturnType<typeof guard>, id = MACHINE) =>
    service.clock.run(client.machines.isolate(id, { comment }));
  return { ...service, asked, guard, isolate };
}

const never = (machine: { readonly machineTags: readonly string[] }) => machine.machineTags.includes('dc');

describe('a rule refuses before anything is sent', () => {
  test('a machine that is never to be touched, which is looked at afresh for every write', async () => {
    const { guard, isolate, writes, asked } = serviceOf();
    const guarded = guard({ never });
    await isolate(guarded);
    expect(await rejection(isolate(guarded, OTHER))).toMatchObject({
      code: 'ActionRefused',
      rule: 'never',
      operationId: 'isolateMachine',
      asked: { key: OTHER, parameters: ['Comment'] },
      message: expect.not.stringContaining(comment),
    });
    expect(writes).toHaveLength(1);
    expect(asked).toEqual([MACHINE, OTHER]);
  });

  test('a cancel, for the machine of the action that it is on', async () => {
    const { guard, add, clock, writes } = serviceOf();
    const there = add({ type: 'Unisolate', machineId: OTHER }, clock.now() - HOUR);
    const nowhere = add({ type: 'LiveResponse', machineId: null }, clock.now() - HOUR);
    const guarded = guard({ never });
    for (const { id } of [there, nowhere])
      expect(await rejection(clock.run(guarded.machineActions.cancel(id, { comment })))).toMatchObject({
        rule: 'never',
      });
    expect(writes).toEqual([]);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no directory');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('no directory');
      },
    ],
    ['forgets to answer', () => undefined],
    ['answers with text', () => 'no'],
  ])('a rule that %s', async (_, broken) => {
    const { guard, isolate, writes } = serviceOf();
    for (const rule of ['never', 'confirm'] as const)
      expect(await rejection(isolate(guard({ [rule]: broken as never })))).toMatchObject({
        code: 'ActionRefused',
        rule,
      });
    expect(writes).toEqual([]);
  });

  test('everything in a dry run, which says what would be sent', async () => {
    const { guard, isolate, writes } = serviceOf();
    const planned: PlannedAction[] = [];
    const guarded = guard({ dryRun: (action) => planned.push(action), never });
    expect(await rejection(isolate(guarded))).toMatchObject({ code: 'ActionRefused', rule: 'dryRun' });
    expect(await rejection(isolate(guarded, OTHER))).toMatchObject({ rule: 'never' });
    expect(await rejection(isolate(guard({ dryRun: true })))).toMatchObject({ rule: 'dryRun' });
    expect(planned).toEqual([
      {
        operationId: 'isolateMachine',
        key: MACHINE,
        machine: expect.objectContaining({ id: MACHINE }),
        body: { Comment: comment },
      },
    ]);
    expect(writes).toEqual([]);
  });

  test('what a second person does not confirm; and what is wrong is refused before a person is asked', async () => {
    const { guard, isolate, writes, clock } = serviceOf();
    const answers = [false, true];
    const asked: PlannedAction[] = [];
    const guarded = guard({
      confirm: async (action) => {
        asked.push(action);
        (action.body as Record<string, unknown>)['Comment'] = 'changed';
        return answers.shift() ?? false;
      },
    });
    expect(await rejection(isolate(guarded))).toMatchObject({ code: 'ActionRefused', rule: 'confirm' });
    expect(writes).toEqual([]);
    await isolate(guarded);
    expect(writes.map(({ body }) => body['Comment'])).toEqual([comment]);
    expect(await rejection(clock.run(guarded.machines.isolate(MACHINE, { comment: ' ' })))).toMatchObject({
      code: 'InvalidArgument',
    });
    expect(asked).toHaveLength(2);
  });

  test('a person who does not answer is waited for until the call is aborted, and nothing is sent', async () => {
    const { guard, writes, clock } = serviceOf();
    const guarded = guard({ confirm: () => new Promise<boolean>(() => {}) });
    const controller = new AbortController();
    const call = rejection(guarded.machines.isolate(MACHINE, { comment }, { abortSignal: controller.signal }));
    await clock.advance(1000);
    controller.abort();
    expect(await call).toMatchObject({ code: 'Aborted' });
    expect(writes).toEqual([]);
  });
});

describe('so many machines an hour', () => {
  test('a machine counts once, and the next one waits until an hour is over', async () => {
    const { guard, isolate, writes, clock } = serviceOf();
    const guarded = guard({ maxPerHour: 2 });
    await isolate(guarded);
    await clock.run(guarded.machines.unisolate(MACHINE.toUpperCase(), { comment }));
    await clock.advance(HOUR / 2);
    await isolate(guarded, OTHER);
    expect(await rejection(isolate(guarded, THIRD))).toMatchObject({
      code: 'ActionRefused',
      rule: 'maxPerHour',
      retryAfterMs: HOUR / 2 + 1,
    });
    // One that is counted may still be written to.
    await clock.run(guarded.machines.unisolate(OTHER, { comment }));
    expect(writes).toHaveLength(4);
    await clock.advance(HOUR / 2 + 1);
    await isolate(guarded, THIRD);
    expect(writes).toHaveLength(5);
  });

  test('is counted in the store of the quota, for all that share it', async () => {
    const store = new MemoryQuotaStore();
    const { clock } = serviceOf();
    const [one, other] = [store, store].map((shared) =>
      actionService({}, { clock, quota: new Quota({ store: shared, clock }) }),
    );
    const guardedBy = (service = one) =>
      guardActions(service?.client ?? serviceOf().client, { maxPerHour: 1 }).machines;
    await clock.run(guardedBy(one).isolate(MACHINE, { comment }));
    expect(await rejection(clock.run(guardedBy(other).isolate(OTHER, { comment })))).toMatchObject({
      rule: 'maxPerHour',
    });
    await clock.run(guardedBy(other).isolate(MACHINE, { comment }));
  });

  test('holds for calls at the same time', async () => {
    const { guard, clock, done } = serviceOf();
    const guarded = guard({ maxPerHour: 3 });
    const ids = Array.from({ length: 20 }, (_, index) => String(index % 10).padStart(40, '0'));
    const calls = ids.map((id) =>
      guarded.machines.isolate(id, { comment }).then(
        () => id,
        ({ rule }) => rule as string,
      ),
    );
    const outcomes = await clock.run(Promise.all(calls));
    expect(new Set(outcomes).size).toBe(4);
    expect(outcomes).toContain('maxPerHour');
    expect(done()).toBe(6);
  });

  test('refuses where the store fails', async () => {
    const { clock } = serviceOf();
    const store = Object.assign(new MemoryQuotaStore(), {
      used: async () => {
        throw new Error('down');
      },
    });
    const { client, writes } = actionService({}, { quota: new Quota({ store, clock }) });
    expect(
      await rejection(guardActions(client, { maxPerHour: 1 }).machines.isolate(MACHINE, { comment })),
    ).toMatchObject({
      code: 'QuotaStoreError',
    });
    expect(writes).toEqual([]);
  });
});

test('every action of the spec is held, and every read is not', async () => {
  const { guard, clock, writes, add } = serviceOf();
  const { id } = add({}, clock.now() - HOUR);
  const guarded = guard({ dryRun: true });
  const { transport } = (
    guarded.machines as unknown as { runtime: { transport: (...given: unknown[]) => Promise<unknown> } }
  ).runtime;
  for (const [operationId, { kind, method, path }] of Object.entries(operations)) {
    const filled = path.replace('{id}', path.includes('machineactions') ? id : MACHINE).replace('{index}', '0');
    const outcome = await clock.run(
      transport({ operationId, method, path: filled, body: {} }, {}).then(
        () => 'done',
        ({ code }) => code as string,
      ),
    );
    expect([operationId, outcome === 'ActionRefused']).toEqual([operationId, kind === 'action']);
  }
  expect(writes).toEqual([]);
});

test('the client that was given is as it was; a guarded one is guarded again by both', async () => {
  const { guard, client, isolate, writes } = serviceOf();
  const twice = guardActions(guard({ maxPerHour: 1 }), { never });
  expect(twice).toBeInstanceOf(client.constructor);
  expect(await rejection(isolate(twice, OTHER))).toMatchObject({ rule: 'never' });
  await isolate(twice, MACHINE);
  expect(await rejection(isolate(twice, '0'.repeat(40)))).toMatchObject({ rule: 'maxPerHour' });
  await isolate(client, OTHER);
  expect(writes).toHaveLength(2);
  expect(await twice.machineActions.list().toArray()).toHaveLength(2);
});

test.each([
  [{}, 'Give maxPerHour'],
  [{ dryRun: false }, 'Give maxPerHour'],
  [{ maxPerHour: 0 }, 'maxPerHour'],
  [{ maxPerHour: 1.5 }, 'maxPerHour'],
  [{ maxPerHour: Infinity }, 'maxPerHour'],
  [{ never: true }, 'never'],
  [{ dryRun: 1 }, 'dryRun'],
  [{ limit: 3 }, 'no option "limit"'],
])('the rules %j are refused', (rules, words) => {
  const { client } = actionService();
  expect(() => guardActions(client, rules as GuardOptions)).toThrow(words);
});
