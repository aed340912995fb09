import { describe, expect, it } from 'vitest';
import { spend } from './spend.ts';
import { createClock, DEFAULT_START } from './virtual-clock.ts';

describe('createClock', () => {
  it('stands still until it is moved', () => {
    const clock = createClock();
    expect(clock.now()).toBe(DEFAULT_START);
    void clock.advance('1h');
    expect(clock.now()).toBe(DEFAULT_START + 3_600_000);
    clock.reset();
    expect(clock.now()).toBe(DEFAULT_START);
  });

  it('wakes sleepers in order, each at its own instant, and lets them sleep again within the span', async () => {
    const clock = createClock(0);
    const woken: string[] = [];
    const sleeper = async (name: string, ...naps: number[]): Promise<void> => {
      for (const nap of naps) {
        await clock.sleep(nap);
        woken.push(`${name}@${String(clock.now())}`);
      }
    };
    const all = Promise.all([sleeper('a', 30, 30), sleeper('b', 20, 20, 20), sleeper('c', 5)]);
    await clock.advance(100);
    await all;
    expect(woken).toStrictEqual(['c@5', 'b@20', 'a@30', 'b@40', 'a@60', 'b@60']);
    expect(clock.now()).toBe(100);
  });

  it('ends a sleep when its signal does, with the reason, and forgets it', async () => {
    const clock = createClock(0);
    const controller = new AbortController();
    const nap = clock.sleep(10, controller.signal);
    controller.abort(new Error('enough'));
    await expect(nap).rejects.toThrow('enough');
    await expect(clock.sleep(10, controller.signal)).rejects.toThrow('enough');
    // Nothing is left that the clock would wait for: it has moved when the call returns.
    void clock.advance(20);
    expect(clock.now()).toBe(20);
  });

  it('runs until a promise settles, from one sleeper to the next', async () => {
    const clock = createClock(0);
    const work = async (): Promise<string> => {
      for (let poll = 0; poll < 3; poll += 1) await clock.sleep(1000);
      return 'done';
    };
    const late = clock.sleep(10_000);
    expect(await clock.runUntil(work())).toBe('done');
    expect(clock.now()).toBe(3000);
    await expect(clock.runUntil(Promise.reject(new Error('no')))).rejects.toThrow('no');
    await clock.runUntil(late);
    expect(clock.now()).toBe(10_000);
    await expect(clock.runUntil(new Promise(() => undefined))).rejects.toMatchObject({ code: 'ClockIdle' });
  });

  it('does not go back, and starts only at a time', () => {
    expect(() => createClock().advance('-1h')).toThrow(/only goes forward/);
    expect(() => createClock('tomorrow')).toThrow(/cannot start at "tomorrow"/);
    expect(createClock('2026-02-01').now()).toBe(Date.UTC(2026, 1, 1));
  });

  it('moves for answers that take their time, side by side', async () => {
    const clock = createClock(0);
    await Promise.all([spend(clock, 50), spend(clock, 30)]);
    expect(clock.now()).toBe(50);
  });

  it('is waited on where it cannot be moved', async () => {
    const slept: number[] = [];
    await spend({ now: () => 0, sleep: async (ms) => void slept.push(ms) }, 50);
    expect(slept).toStrictEqual([50]);
  });
});
