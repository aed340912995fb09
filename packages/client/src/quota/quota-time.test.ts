import { describe, expect, test } from 'vitest';
import { call, MINUTE, name, setUp } from '../../test/support/quota.ts';
import { hour, minute } from '../../test/support/spec.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import { operations, Quota, type QuotaPlace } from '../index.ts';

describe('a clock', () => {
  test('that is set back makes no place wait longer, and none free earlier', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 60 }]);
    await call(quota, clock);
    clock.jump(-3_600_000);
    const start = clock.now();
    await clock.run(call(quota, clock));
    expect(clock.now() - start).toBeLessThanOrEqual(MINUTE + 1);
    expect(clock.now() - start).toBeGreaterThanOrEqual(MINUTE);
  });

  test.each([
    [3_590_000, -86_400_000],
    [3_590_000, -1_800_000],
    [1_000_000, -3_600_000],
  ])('that is set back after %i ms of a wait, by %i ms, makes it no longer', async (passed, jump) => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 3600 }]);
    await call(quota, clock);
    const waiting = call(quota, clock);
    await clock.advance(passed);
    clock.jump(jump);
    const start = clock.now();
    await clock.run(waiting);
    expect(clock.now() - start).toBe(3_600_001 - passed);
    // And it frees nothing earlier.
    const next = clock.now();
    await clock.run(call(quota, clock));
    expect(clock.now() - next).toBe(3_600_001);
  });

  test('that is set back while one waits makes its wait no longer, whoever comes meanwhile', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 3600 }]);
    await call(quota, clock);
    const waiting = call(quota, clock);
    await clock.advance(1_800_000);
    clock.jump(-3_600_000);
    const start = clock.now();
    const next = call(quota, clock);
    await clock.run(waiting);
    expect(clock.now() - start).toBe(1_800_001);
    await clock.run(next);
    expect(clock.now() - start).toBe(5_400_002);
    expect(clock.pending).toBe(0);
  });

  test('that is set back while one operation waits for its hour holds up no other one', async () => {
    const { clock, quota } = setUp();
    for (let made = 0; made < hour.calls; made += minute.calls) {
      for (let index = 0; index < minute.calls; index++) await call(quota, clock);
      await clock.advance(MINUTE + 1);
    }
    const waiting = call(quota, clock);
    await clock.advance(1000);
    clock.jump(-2000);
    const start = clock.now();
    for (let index = 0; index <= operations.getMachineAction.rateLimits[0].calls; index++)
      (await clock.run(quota.reserve('getMachineAction'))).settle();
    expect(clock.now() - start).toBe(MINUTE + 1);
    await clock.run(waiting);
    expect(clock.pending).toBe(0);
  });

  test('that is set back lets none through early whose answer came before a timer could make up for it', async () => {
    const { clock, quota } = setUp([{ calls: 2, seconds: 10 }]);
    (await quota.reserve(name)).settle();
    const slow = await quota.reserve(name);
    const served: number[] = [];
    let passed = 0;
    const wait = async (ms: number) => {
      await clock.advance(ms);
      passed += ms;
    };
    const serve = async () => {
      const place = await quota.reserve(name);
      served.push(passed);
      place.settle();
    };
    void serve();
    void serve();
    await wait(5000);
    clock.jump(-50_000);
    await wait(4000);
    slow.settle();
    for (let second = 0; second < 60; second++) await wait(1000);
    // The first one's answer came at 0, the slow one's at 9,000.
    expect(served).toHaveLength(2);
    expect(served[0]).toBeGreaterThanOrEqual(10_000);
    expect(served[1]).toBeGreaterThanOrEqual(19_000);
  });

  test('whose timers come a little early is waited for, and does not run ahead for it', async () => {
    const early = new VirtualClock();
    const clock = {
      now: () => early.now(),
      sleep: (ms: number, signal?: AbortSignal) => early.sleep(ms > 10 ? ms - 5 : ms, signal),
    };
    const quota = new Quota({ clock, limits: [{ calls: 1, seconds: 60 }] });
    const at: number[] = [];
    for (let index = 0; index < 5; index++) at.push(await early.run(call(quota, early)));
    expect(at.map((time) => time - (at[0] ?? 0))).toEqual([0, 1, 2, 3, 4].map((count) => count * (MINUTE + 1)));
  });

  test('that is set forward lets calls go, and what the service says about it is obeyed', async () => {
    const { clock, quota } = setUp([{ calls: 1, seconds: 60 }]);
    await call(quota, clock);
    clock.jump(3_600_000);
    const place: QuotaPlace = await quota.reserve(name);
    place.settle();
    await quota.pause(name, 30_000);
    const start = clock.now();
    await clock.run(call(quota, clock));
    expect(clock.now() - start).toBe(MINUTE + 1);
  });
});
