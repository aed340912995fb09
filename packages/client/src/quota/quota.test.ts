import { describe, expect, test } from 'vitest';
import { rejection, serviceError, setUp as clientOf } from '../../test/support/fake-service.ts';
import { call, MINUTE, name, setUp } from '../../test/support/quota.ts';
import { hour, leastMs, minute } from '../../test/support/spec.ts';
import { settle, VirtualClock } from '../../test/support/virtual-clock.ts';
import { DefenderClient, MemoryQuotaStore, Quota, type RateLimit, operations } from '../index.ts';

describe('both windows', () => {
  test('hold at once: as many calls as two hours have take an hour and what the last ones need, and no window of the service overflows', async () => {
    const all = 2 * hour.calls;
    const { clock, quota } = setUp();
    const start = clock.now();
    let finished = 0;
    // The service counts a call at some instant between its sending and its answer: here in the middle, 50 ms after.
    const counted: number[] = [];
    const worker = async () => {
      while (finished < all) {
        finished++;
        const at = await call(quota, clock, 100);
        counted.push(at + 50);
      }
    };
    await clock.run(Promise.all(Array.from({ length: 16 }, worker)));
    counted.sort((a, b) => a - b);
    expect(counted).toHaveLength(all);
    for (const { calls, seconds } of [minute, hour]) {
      const sliding = counted.filter((at, index) => at - (counted[index - calls] ?? -Infinity) <= seconds * 1000);
      expect(sliding, `a sliding window of ${seconds} s answers 429`).toEqual([]);
      for (const offset of [0, 1, 17_000, 59_999]) {
        const aligned = new Map<number, number>();
        for (const at of counted) {
          const window = Math.floor((at + offset) / (seconds * 1000));
          aligned.set(window, (aligned.get(window) ?? 0) + 1);
        }
        expect(Math.max(...aligned.values())).toBeLessThanOrEqual(calls);
      }
    }
    expect((counted.at(-1) ?? 0) - start).toBeLessThan(hour.seconds * 1000 + leastMs(hour.calls + 1, minute));
    expect(clock.pending).toBe(0);
  });

  test('are those of the spec, each operation for itself', async () => {
    const { quota } = setUp();
    (await quota.reserve(name)).settle();
    const snapshot = await quota.snapshot();
    expect(Object.keys(snapshot)).toEqual(Object.keys(operations));
    expect(snapshot[name]?.windows).toMatchObject(
      operations[name].rateLimits.map((limit) => ({ ...limit, used: 1, left: limit.calls - 1 })),
    );
    expect(snapshot['getMachineAction']?.windows[0]).toMatchObject({
      used: 0,
      left: operations.getMachineAction.rateLimits[0].calls,
    });
  });
});

describe('a place', () => {
  test('ages from the answer on, not from the call', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 60 }]);
    const place = await quota.reserve(name);
    const second = quota.reserve(name);
    await clock.advance(5 * MINUTE);
    place.settle();
    const answered = clock.now();
    (await clock.run(second)).settle();
    expect(clock.now() - answered).toBe(MINUTE + 1);
  });

  test('that was not used is free at once, and can be given back only once', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 60 }]);
    const place = await quota.reserve(name);
    const waiting = [quota.reserve(name), quota.reserve(name)];
    await settle();
    place.release();
    place.release();
    place.settle();
    await waiting[0];
    await settle();
    expect((await quota.snapshot())[name]).toMatchObject({ waiting: 1, windows: [{ used: 1, left: 0 }] });
    expect(clock.pending).toBe(1);
  });

  test('is told to come in snapshot()', async () => {
    const { clock, quota } = setUp([{ calls: 2, seconds: 60 }]);
    const start = clock.now();
    await call(quota, clock);
    await clock.advance(10_000);
    await call(quota, clock);
    expect((await quota.snapshot())[name]?.windows[0]).toEqual({
      calls: 2,
      seconds: 60,
      used: 2,
      left: 0,
      nextFree: start + MINUTE + 1,
    });
    await quota.pause(name, 5 * MINUTE);
    expect((await quota.snapshot())[name]?.windows[0]?.nextFree).toBe(clock.now() + 5 * MINUTE);
  });
});

const notConnected = () => {
  throw new Error('not connected');
};

describe('a store', () => {
  test('that fails is told to who waits, and the next one is served', async () => {
    let isDown = true;
    class Flaky extends MemoryQuotaStore {
      override async take(key: string, limits: readonly RateLimit[], now: number) {
        if (isDown) throw new Error('store is down');
        return super.take(key, limits, now);
      }
    }
    const quota = new Quota({ store: new Flaky() });
    expect(await rejection(quota.reserve(name))).toMatchObject({
      code: 'QuotaStoreError',
      operationId: name,
      cause: { message: 'store is down' },
    });
    isDown = false;
    (await quota.reserve(name)).settle();
    expect((await quota.snapshot())[name]?.windows[0]?.used).toBe(1);
  });

  test.each(['forecast', 'used', 'pause'] as const)('that fails in %s is told in words', async (question) => {
    const store = Object.assign(new MemoryQuotaStore(), {
      [question]: () => Promise.reject(new Error('redis://user:password@host is down')),
    });
    const quota = new Quota({ store, clock: new VirtualClock(), limits: [{ calls: 1, seconds: 60 }] });
    await quota.reserve(name);
    const work = {
      forecast: () => quota.reserve(name),
      used: () => quota.snapshot(),
      pause: () => quota.pause(name, 1),
    };
    const error = await rejection(work[question]());
    expect(error).toMatchObject({ code: 'QuotaStoreError', cause: { message: expect.stringContaining('redis') } });
    expect(JSON.stringify(error) + String(error)).not.toContain('password');
  });

  test('that throws when it is told of an answer, or of a call that was not sent, fails neither', async () => {
    const store = Object.assign(new MemoryQuotaStore(), { settle: notConnected, release: notConnected });
    const quota = new Quota({ store });
    const { client } = clientOf(() => ({ id: 'a' }), { quota });
    expect(await client.machineActions.get('a')).toEqual({ id: 'a' });
    const { client: other } = clientOf(() => serviceError(404, 'ResourceNotFound'), { quota });
    expect(await rejection(other.machineActions.get('a'))).toMatchObject({ code: 'NotFound' });
    const without = new DefenderClient(() => '', { quota });
    expect(await rejection(without.machineActions.get('a'))).toMatchObject({ code: 'CredentialError' });
  });

  test('that takes its time misses no place that is given back meanwhile', async () => {
    const asked: string[] = [];
    class Slow extends MemoryQuotaStore {
      override async take(key: string, limits: readonly RateLimit[], now: number) {
        const place = await super.take(key, limits, now);
        asked.push(place === undefined ? 'full' : 'granted');
        await settle();
        return place;
      }
    }
    const clock = new VirtualClock();
    const quota = new Quota({ store: new Slow(), clock, limits: [{ calls: 1, seconds: 60 }] });
    const first = await quota.reserve(name);
    const second = quota.reserve(name);
    while (asked.length < 2) await undefined;
    first.release();
    (await second).release();
    expect(asked).toEqual(['granted', 'full', 'granted']);
    await settle();
    expect(clock.pending).toBe(0);
  });

  test('is shared by several quotas, as processes would', async () => {
    const clock = new VirtualClock();
    const store = new MemoryQuotaStore();
    const limits = [{ calls: 2, seconds: 60 }];
    const [first, second] = [new Quota({ store, clock, limits }), new Quota({ store, clock, limits })];
    await call(first, clock);
    await call(second, clock);
    const start = clock.now();
    await clock.run(call(first, clock));
    expect(clock.now() - start).toBe(MINUTE + 1);
  });

  test.each([
    { calls: 0, seconds: 60 },
    { calls: 1.5, seconds: 60 },
    { calls: 1, seconds: 0 },
    { calls: 1, seconds: Infinity },
  ])('keeps no window of %j', (limit) => {
    expect(() => new Quota({ limits: [limit] })).toThrow('is no window');
  });
});
