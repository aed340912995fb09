import { assert, constant, integer, nat, oneof, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { hour, minute } from '../../test/support/spec.ts';
import type { RateLimit } from '../index.ts';
import { leastMs } from './least-ms.ts';

/** The same, call by call. */
function stepByStep(calls: number, limits: readonly RateLimit[]): number {
  const at: number[] = [];
  for (let index = 0; index < calls; index++)
    at.push(
      Math.max(at.at(-1) ?? 0, ...limits.map((limit) => (at[index - limit.calls] ?? -Infinity) + limit.seconds * 1000)),
    );
  return at.at(-1) ?? 0;
}

test('the least time of many calls is what making them one by one takes', () => {
  const nested = record({
    calls: integer({ min: 1, max: 20 }),
    seconds: integer({ min: 1, max: 100 }),
    times: integer({ min: 2, max: 10 }),
    slower: integer({ min: 0, max: 100 }),
  }).map(({ calls, seconds, times, slower }) => [
    { calls, seconds },
    { calls: calls * times, seconds: seconds * times + slower },
  ]);
  assert(
    property(oneof(nested, constant([minute, hour]), constant([])), nat({ max: 4000 }), (limits, calls) => {
      expect(leastMs(calls, limits)).toBe(stepByStep(calls, limits));
    }),
  );
});
