import { describe, expect, test } from 'vitest';
import { rejection } from '../../test/support/fake-service.ts';
import { call, MINUTE, name, setUp } from '../../test/support/quota.ts';
import { settle, VirtualClock } from '../../test/support/virtual-clock.ts';
import {
  MemoryQuotaStore,
  Quota,
  type DefenderError,
  type Priority,
  type RateLimit,
  type ReserveOptions,
} from '../index.ts';
import { getEventListeners } from 'node:events';

describe('callers', () => {
  test('10,000 of them are served in their order, and none starves', async () => {
    const { clock, quota } = setUp([{ calls: 1000, seconds: 60 }]);
    const served: number[] = [];
    const one = async (index: number) => {
      const place = await quota.reserve(name);
      served.push(index);
      place.settle();
    };
    const start = clock.now();
    await clock.run(Promise.all(Array.from({ length: 10_000 }, (_, index) => one(index))));
    expect(served).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(clock.now() - start).toBe(9 * (MINUTE + 1));
    expect(clock.pending).toBe(0);
  });

  test('who are urgent go first, and every tenth place goes to whoever has waited longest', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 1 }]);
    const served: string[] = [];
    const one = async (priority: Priority, index: number) => {
      const place = await quota.reserve(name, { priority });
      served.push(`${priority} ${index}`);
      place.settle();
    };
    const callers = [
      ...Array.from({ length: 5 }, (_, index) => one('low', index)),
      ...Array.from({ length: 30 }, (_, index) => one('high', index)),
      one('normal', 0),
    ];
    await clock.run(Promise.all(callers));
    expect([9, 19, 29].map((index) => served[index])).toEqual(['low 0', 'low 1', 'low 2']);
    expect(served.filter((_, index) => index < 33 && index % 10 !== 9).every((who) => who.startsWith('high'))).toBe(
      true,
    );
    expect(served.slice(33)).toEqual(['normal 0', 'low 3', 'low 4']);
  });

  test.each([1, 3])(
    'who may give up and who may not are served in one order, over a store of %i turns',
    async (turns) => {
      class Slow extends MemoryQuotaStore {
        override async take(key: string, limits: readonly RateLimit[], now: number) {
          for (let turn = 1; turn < turns; turn++) await undefined;
          return super.take(key, limits, now);
        }
      }
      const clock = new VirtualClock();
      const quota = new Quota({ clock, store: new Slow(), limits: [{ calls: 10, seconds: 60 }] });
      const { signal } = new AbortController();
      const kinds = [{}, {}, { abortSignal: signal }, { maxWait: 60 * MINUTE }, { priority: 'normal' as const }];
      const served: number[] = [];
      const one = async (index: number, options: ReserveOptions = {}) => {
        const place = await quota.reserve(name, options);
        served.push(index);
        place.settle();
      };
      const callers = Array.from({ length: 100 }, (_, index) => one(index, index < 50 ? {} : kinds[index % 5]));
      await clock.run(Promise.all(callers));
      expect(served).toEqual(callers.map((_, index) => index));
      expect(clock.pending).toBe(0);
    },
  );

  test('of one instant who may not wait get what is free, and only the others are refused', async () => {
    const { clock, quota } = setUp([{ calls: 10, seconds: 60 }]);
    const maxWaits = [...Array.from({ length: 12 }, () => 0), ...Array.from({ length: 13 }, () => 90_000)];
    const start = clock.now();
    const outcome = async (maxWait: number) => {
      try {
        const place = await quota.reserve(name, { maxWait });
        place.settle();
        return clock.now() - start;
      } catch (error) {
        return (error as DefenderError).retryAfterMs;
      }
    };
    const outcomes = await clock.run(Promise.all(maxWaits.map(outcome)));
    // Ten at once, two who may not wait at all; of the others ten a minute later, which is as long as they may wait.
    const next = MINUTE + 1;
    expect(outcomes).toEqual([
      ...Array.from({ length: 10 }, () => 0),
      next,
      next,
      ...Array.from({ length: 10 }, () => next),
      ...Array.from({ length: 3 }, () => 2 * next),
    ]);
    expect(clock.pending).toBe(0);
  });

  test('who may not wait are given the time that the store takes to answer, and no more', async () => {
    const clock = new VirtualClock();
    class Late extends MemoryQuotaStore {
      override async take(key: string, limits: readonly RateLimit[], now: number) {
        await clock.sleep(5);
        return super.take(key, limits, now);
      }
      override async forecast(key: string, limits: readonly RateLimit[], now: number, places: number) {
        await clock.sleep(5);
        return super.forecast(key, limits, now, places);
      }
    }
    const quota = new Quota({ clock, store: new Late(), limits: [{ calls: 1, seconds: 60 }] });
    const start = clock.now();
    const first = quota.reserve(name, { maxWait: 0 });
    const second = rejection(quota.reserve(name, { maxWait: 0 }));
    (await clock.run(first)).settle();
    expect(clock.now() - start).toBe(5);
    expect(await clock.run(second)).toMatchObject({ code: 'QuotaExceeded' });
    expect([clock.now() - start, clock.pending]).toEqual([5, 0]);
  });

  test('whose priority is unknown are told which there are, and leave nothing behind', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 1 }]);
    for (const options of [{}, { maxWait: 90_000 }, { abortSignal: new AbortController().signal }])
      expect(await rejection(quota.reserve(name, { ...options, priority: 'urgent' as Priority }))).toMatchObject({
        code: 'InvalidArgument',
        message: 'There is no priority "urgent". Allowed: high, normal, low.',
      });
    for (const priority of ['', null] as unknown as Priority[])
      expect(await rejection(quota.reserve(name, { priority }))).toMatchObject({ code: 'InvalidArgument' });
    expect(clock.pending).toBe(0);
    expect((await quota.snapshot())[name]).toMatchObject({ waiting: 0, windows: [{ used: 0 }] });
  });

  test('who would wait too long are told at once', async () => {
    const { clock, quota } = setUp([{ calls: 10, seconds: 60 }]);
    for (let index = 0; index < 10; index++) await call(quota, clock);
    const waiting = Array.from({ length: 10 }, () => call(quota, clock));
    await settle();
    // Ten are before it: its turn comes after two windows.
    const error = await rejection(quota.reserve(name, { maxWait: 100_000 }));
    expect(error).toMatchObject({ code: 'QuotaExceeded', operationId: name, retryAfterMs: 2 * (MINUTE + 1) });
    expect(String(error)).toContain('maxWait');
    const urgent = quota.reserve(name, { maxWait: 100_000, priority: 'high' });
    (await clock.run(urgent)).settle();
    await clock.run(Promise.all(waiting));
    expect(clock.pending).toBe(0);
  });

  test('are let go once their time is over, if the store does not answer', async () => {
    class Silent extends MemoryQuotaStore {
      override take() {
        return new Promise<undefined>(() => {});
      }
    }
    const clock = new VirtualClock();
    const quota = new Quota({ clock, store: new Silent() });
    expect(await clock.run(rejection(quota.reserve(name, { maxWait: 5000 })))).toMatchObject({ code: 'QuotaExceeded' });
    const controller = new AbortController();
    const waiting = rejection(quota.reserve(name, { abortSignal: controller.signal }));
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'Aborted' });
    expect(clock.pending).toBe(0);
  });

  test('are let go once their time is over, if it turns out longer than it looked', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 60 }]);
    await call(quota, clock);
    const waiting = rejection(quota.reserve(name, { maxWait: 90_000 }));
    await settle();
    await quota.pause(name, 10 * MINUTE);
    const start = clock.now();
    // How long it is to wait now is told as well: the pause is as long as it was.
    const left = 10 * MINUTE - 90_000;
    expect(await clock.run(waiting)).toMatchObject({ code: 'QuotaExceeded', retryAfterMs: left });
    expect([clock.now() - start, clock.pending]).toEqual([90_000, 0]);
  });

  test.each(['a pause', 'a full window'])(
    'who may wait for exactly as long as they were told are served, after %s',
    async (why) => {
      const { clock, quota } = setUp([{ calls: 1, seconds: 60 }]);
      if (why === 'a pause') await quota.pause(name, 10 * MINUTE);
      else await call(quota, clock);
      const refused = (await rejection(quota.reserve(name, { maxWait: 0 }))) as DefenderError;
      const maxWait = refused.retryAfterMs ?? 0;
      expect(maxWait).toBeGreaterThan(0);
      const start = clock.now();
      const place = await clock.run(quota.reserve(name, { maxWait }));
      expect(clock.now() - start).toBe(maxWait);
      place.release();
      expect(clock.pending).toBe(0);
    },
  );

  test('are served by a timer that comes a little early, as those of the platform do', async () => {
    const virtual = new VirtualClock();
    let isFirst = true;
    const clock = {
      now: () => virtual.now(),
      sleep: (ms: number, signal?: AbortSignal) => {
        const early = isFirst ? 1 : 0;
        isFirst = false;
        return virtual.sleep(ms - early, signal);
      },
    };
    const quota = new Quota({ clock, limits: [{ calls: 1, seconds: 60 }] });
    (await quota.reserve(name)).settle();
    const place = await virtual.run(quota.reserve(name, { maxWait: MINUTE + 1 }));
    place.settle();
    await settle();
    expect(virtual.pending).toBe(0);
  });

  test('who abort leave neither timer nor listener nor place', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 60 }]);
    await call(quota, clock);
    const controllers = Array.from({ length: 5 }, () => new AbortController());
    const waiting = controllers.map(({ signal }) => rejection(quota.reserve(name, { abortSignal: signal })));
    await settle();
    expect(clock.pending).toBe(1);
    for (const controller of controllers) controller.abort();
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ code: 'Aborted' });
    expect(clock.pending).toBe(0);
    expect(controllers.flatMap(({ signal }) => getEventListeners(signal, 'abort'))).toEqual([]);
    await clock.advance(MINUTE + 1);
    expect((await quota.snapshot())[name]).toMatchObject({ waiting: 0, windows: [{ used: 0, left: 1 }] });
  });
});
