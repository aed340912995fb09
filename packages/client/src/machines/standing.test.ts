import { expect, test } from 'vitest';
import { actionService, MACHINE, OTHER } from '../../test/support/action-service.ts';
import { rejection } from '../../test/support/fake-service.ts';
import { isolationOf, restrictionOf } from './index.ts';

const at = (minute: number) => new Date(Date.UTC(2025, 11, 31, 0, minute)).toISOString();

/** What is so after actions: each with its type, status, when it was made and when it was over, in minutes. */
async function standing(
  actions: readonly (readonly [type: string, status: string, made: number, over?: number, machineId?: string])[],
  ask = isolationOf,
  ids: readonly string[] = [MACHINE],
) {
  const { client, add, clock, reads } = actionService();
  for (const [type, status, made, over = made, machineId = MACHINE] of actions)
    add({ type, status, machineId, lastUpdateDateTimeUtc: at(over) }, Date.parse(at(made)));
  return { found: await clock.run(ask(client, ids)), reads };
}

test.each([
  [[], 'unknown', undefined],
  [[['Isolate', 'Succeeded', 1, 2]], 'isolated', at(2)],
  [
    [
      ['Isolate', 'Succeeded', 1, 2],
      ['Unisolate', 'Succeeded', 3, 4],
    ],
    'released',
    at(4),
  ],
  // What took effect last counts, not what was asked for last.
  [
    [
      ['Isolate', 'Succeeded', 1, 6],
      ['Unisolate', 'Succeeded', 3, 4],
    ],
    'isolated',
    at(6),
  ],
  [[['Isolate', 'Failed', 1, 2]], 'unknown', undefined],
  [
    [
      ['Isolate', 'Succeeded', 1, 2],
      ['Unisolate', 'TimeOut', 3, 4],
    ],
    'isolated',
    at(2),
  ],
  [
    [
      ['Isolate', 'Cancelled', 1],
      ['Unisolate', 'Canceled', 3],
    ],
    'unknown',
    undefined,
  ],
  [
    [
      ['RunAntiVirusScan', 'Succeeded', 1],
      ['RestrictCodeExecution', 'Succeeded', 1],
    ],
    'unknown',
    undefined,
  ],
] as const)('after %j a machine is %s', async (actions, state, since) => {
  const { found } = await standing(actions);
  expect(found.get(MACHINE)).toMatchObject({ state, settled: state, since, pending: [] });
});

test('what is not over is pending, beside what is so until then, and which action made it so', async () => {
  const { found } = await standing([
    ['Isolate', 'Succeeded', 1, 2],
    // Reported: a second isolation that takes effect after the release.
    ['Isolate', 'Pending', 3],
    ['Unisolate', 'Succeeded', 4, 5],
    ['Isolate', 'Failed', 6, 7],
  ]);
  expect(found.get(MACHINE)).toMatchObject({
    state: 'pending',
    settled: 'released',
    by: { type: 'Unisolate' },
    pending: [{ type: 'Isolate', status: 'Pending' }],
    failed: { status: 'Failed' },
  });
  const unheardOf = await standing([['Isolate', 'NeverSeenBefore', 1]]);
  expect(unheardOf.found.get(MACHINE)).toMatchObject({ state: 'pending', settled: 'unknown' });
});

test('restriction is told from isolation', async () => {
  const { found } = await standing(
    [
      ['RestrictCodeExecution', 'Succeeded', 1],
      ['Unisolate', 'Succeeded', 2],
    ],
    restrictionOf as never,
  );
  expect(found.get(MACHINE)).toMatchObject({ state: 'restricted' });
});

test('machines are told apart, by IDs in any case and as they were given', async () => {
  const upper = OTHER.toUpperCase();
  const { found } = await standing(
    [
      ['Isolate', 'Succeeded', 1],
      ['Unisolate', 'Succeeded', 2, 2, OTHER],
    ],
    isolationOf,
    [upper, MACHINE, MACHINE],
  );
  expect([...found].map(([id, { state }]) => [id, state])).toEqual([
    [upper, 'released'],
    [MACHINE, 'isolated'],
  ]);
});

test('500 machines are few calls, and none is no call', async () => {
  const last = '499'.padStart(40, '0');
  const ids = Array.from({ length: 500 }, (_, index) => String(index).padStart(40, '0'));
  const { found, reads } = await standing([['Isolate', 'Succeeded', 1, 1, last]], isolationOf, ids);
  expect(found.get(last)).toMatchObject({ state: 'isolated' });
  expect(found.size).toBe(500);
  expect(reads.length).toBeLessThanOrEqual(10);
  expect(Math.max(...reads.map(({ href }) => href.length))).toBeLessThanOrEqual(8000);
  expect((await standing([], isolationOf, [])).reads).toEqual([]);
});

test.each([['web1'], [undefined], [null]])('%j is no ID, and refused before any call', async (id) => {
  const { client, reads } = actionService();
  expect(await rejection(isolationOf(client, [MACHINE, id as string]))).toMatchObject({ code: 'InvalidArgument' });
  expect(await rejection(isolationOf(client, MACHINE as never))).toMatchObject({ code: 'InvalidArgument' });
  expect(reads).toEqual([]);
});
