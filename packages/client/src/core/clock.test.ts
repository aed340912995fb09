import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rejection } from '../../test/support/fake-service.ts';
import { startTimer, systemClock } from './clock.ts';

const DAY = 86_400_000;

function controllerOf() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the clock of the platform', () => {
  test('tells the time and sleeps', async () => {
    const started = systemClock.now();
    const sleeping = systemClock.sleep(1000);
    await vi.advanceTimersByTimeAsync(1000);
    await sleeping;
    expect(systemClock.now() - started).toBe(1000);
  });

  test('leaves no listener behind once it has slept, and an abort after that changes nothing', async () => {
    const { signal, abort } = controllerOf();
    const sleeping = systemClock.sleep(1000, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    await expect(sleeping).resolves.toBeUndefined();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    abort();
    await expect(sleeping).resolves.toBeUndefined();
  });

  test('sleeps for longer than a timer of the platform can', async () => {
    const woken = vi.fn<() => void>();
    startTimer(systemClock, 60 * DAY, woken);
    await vi.advanceTimersByTimeAsync(60 * DAY - 1);
    expect(woken).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(woken).toHaveBeenCalledOnce();
  });

  test.each([0, 30])('sleeps no more once it is cancelled, %i days later', async (days) => {
    const woken = vi.fn<() => void>();
    const cancel = startTimer(systemClock, 60 * DAY, woken);
    await vi.advanceTimersByTimeAsync(days * DAY);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(60 * DAY);
    expect(woken).not.toHaveBeenCalled();
  });

  test('rejects with the reason of the signal, before and while it sleeps, and leaves no timer', async () => {
    const controller = new AbortController();
    const sleeping = rejection(systemClock.sleep(1000, controller.signal));
    const reason = new Error('enough');
    controller.abort(reason);
    expect(await sleeping).toBe(reason);
    expect(await rejection(systemClock.sleep(1000, controller.signal))).toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});
