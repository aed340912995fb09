import { describe, expect, it } from 'vitest';
import { nextTurn } from './next-turn.ts';
import { spend } from './spend.ts';
import { createClock, DEFAULT_START } from './virtual-clock.ts';

describe('createClock', () => {
  it('stands still until it is moved', async () => {
    const clock = createClock();
    expect(clock.now()).toBe(DEFAULT_START);
    await clock.advance('1h');
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
    await clock.advance(20);
    expect(clock.now()).toBe(20);
  });

  it('lets what is under way come to its wait before it moves, and after each instant', async () => {
    const clock = createClock(0);
    const woken: number[] = [];
    // As a call that passes through msw, is told to wait, and is made again.
    const call = async (): Promise<void> => {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await nextTurn();
        clock.now();
        await nextTurn();
        await clock.sleep(10);
        woken.push(clock.now());
      }
    };
    const made = call();
    await clock.advance(31);
    await made;
    expect([woken, clock.now()]).toStrictEqual([[10, 20, 30], 31]);
  });

  it('adds up advances that were asked for together', async () => {
    const clock = createClock(0);
    await Promise.all([clock.advance(10), clock.advance(10), clock.advance(5)]);
    expect(clock.now()).toBe(25);
    await clock.advance(5);
    expect(clock.now()).toBe(30);
  });

  it('is left alone by an advance of before a reset, which has come to its first sleeper', async () => {
    const clock = createClock(0);
    const first = clock.sleep(60);
    const woken: number[] = [];
    const second = clock.sleep(120).then(() => woken.push(clock.now()));
    const advanced = clock.advance(1000);
    await first;
    clock.reset();
    await advanced;
    expect([clock.now(), woken]).toStrictEqual([0, []]);
    await clock.advance(60);
    await second;
    expect(woken).toStrictEqual([60]);
  });

  it('waits for nobody who looks at it for ever', async () => {
    const clock = createClock(0);
    const over = new AbortController();
    const watcher = (async () => {
      while (!over.signal.aborted) {
        clock.now();
        await nextTurn();
      }
    })();
    await clock.advance(10);
    over.abort();
    await watcher;
    expect(clock.now()).toBe(10);
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
