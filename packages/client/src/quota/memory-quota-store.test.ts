import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryQuotaStore, type RateLimit } from '../index.ts';

const key = 'listMachineActions';

/** What a log is in the plainest words: every place that was ever taken, with the instant of its answer. */
class PlainLog {
  readonly #answers: number[] = [];
  #open = 0;
  pausedUntil = 0;

  used({ seconds }: RateLimit, now: number): number {
    return this.#open + this.#answers.filter((at) => now - at <= seconds * 1000).length;
  }

  isFree(limits: readonly RateLimit[], now: number): boolean {
    return now >= this.pausedUntil && limits.every((limit) => this.used(limit, now) < limit.calls);
  }

  open(): void {
    this.#open++;
  }

  close(answered?: number): void {
    this.#open--;
    if (answered !== undefined) this.#answers.push(answered);
  }

  /** A copy in which every open place is answered now. */
  answeredAt(now: number): PlainLog {
    const copy = new PlainLog();
    copy.#answers.push(...this.#answers, ...Array.from({ length: this.#open }, () => now));
    copy.pausedUntil = this.pausedUntil;
    return copy;
  }
}

const limits = fc.array(fc.record({ calls: fc.integer({ min: 1, max: 4 }), seconds: fc.integer({ min: 1, max: 6 }) }), {
  maxLength: 2,
});
const step = fc.record({
  what: fc.constantFrom('take', 'take', 'take', 'settle', 'settle', 'release', 'pause'),
  after: fc.nat(2500),
  which: fc.nat(3),
});

test('counts what a plain log counts, grants when it would, and forecasts the first instant at which it will', async () => {
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { maxLength: 40 }), async (windows, steps) => {
      const store = new MemoryQuotaStore();
      const log = new PlainLog();
      const places: number[] = [];
      const granted: boolean[] = [];
      const free: boolean[] = [];
      let now = 1_000_000;
      for (const { what, after, which } of steps) {
        now += after;
        if (what === 'take') {
          free.push(log.isFree(windows, now));
          const place = await store.take(key, windows, now);
          granted.push(place !== undefined);
          if (place === undefined) continue;
          places.push(place);
          log.open();
        } else if (what === 'pause') {
          await store.pause(key, now + which * 1000);
          log.pausedUntil = Math.max(log.pausedUntil, now + which * 1000);
        } else {
          const [place] = places.splice(which % (places.length || 1), 1);
          if (place === undefined) continue;
          if (what === 'settle') await store.settle(key, place, now);
          else await store.release(key, place);
          log.close(what === 'settle' ? now : undefined);
        }
        expect(await store.used(key, windows, now)).toEqual(windows.map((window) => log.used(window, now)));
        const first = await store.forecast(key, windows, now, 1);
        const answered = log.answeredAt(now);
        expect(first === now || !answered.isFree(windows, first - 1)).toBe(true);
        expect(first > now ? answered.isFree(windows, first) : log.isFree(windows, now)).toBe(true);
      }
      expect(granted).toEqual(free);
    }),
  );
});

test('forecasts a burst in whole windows', async () => {
  const store = new MemoryQuotaStore();
  const minute = [{ calls: 10, seconds: 60 }];
  const forecasts = [1, 10, 11, 20, 21].map((places) => store.forecast(key, minute, 5, places));
  expect(await Promise.all(forecasts)).toEqual([5, 5, 60_006, 60_006, 120_007]);
});

test('forecasts the last of many places to come when it does, taken one by one, after a pause, too', async () => {
  const taken = fc.array(fc.record({ after: fc.nat(2500), isAnswered: fc.boolean() }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      limits,
      taken,
      fc.nat(9000),
      fc.integer({ min: 1, max: 12 }),
      async (windows, calls, pause, places) => {
        const store = new MemoryQuotaStore();
        const left: number[] = [];
        let now = 1_000_000;
        for (const { after, isAnswered } of calls) {
          now += after;
          const place = await store.take(key, windows, now);
          if (place === undefined) continue;
          if (isAnswered) await store.settle(key, place, now);
          else left.push(place);
        }
        await store.pause(key, now + pause);
        const forecast = await store.forecast(key, windows, now, places);
        for (const place of left) await store.settle(key, place, now);
        let at = now;
        for (let place = 0; place < places; place++) {
          at = await store.forecast(key, windows, at, 1);
          await store.settle(key, (await store.take(key, windows, at)) ?? NaN, at);
        }
        // Several windows may make it later.
        expect(forecast).toBe(windows.length < 2 ? at : Math.min(at, forecast));
      },
    ),
  );
});

test('forgets only what no window looks at, and nothing of the hour when it is asked about the minute', async () => {
  const store = new MemoryQuotaStore();
  const minute = { calls: 100, seconds: 60 };
  const hour = { calls: 1500, seconds: 3600 };
  let now = 0;
  for (let hours = 0; hours < 3; hours++) {
    for (let call = 0; call < 1500; call++) {
      const place = await store.take(key, [minute, hour], (now += 1000));
      await store.settle(key, place ?? NaN, now);
      await store.forecast(key, [minute], now, 1);
    }
    expect(await store.used(key, [minute, hour], now)).toEqual([61, 1500]);
    expect(await store.take(key, [minute, hour], now)).toBeUndefined();
    now += 3_600_000;
    expect(await store.used(key, [minute, hour], now)).toEqual([0, 1]);
  }
});
