import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { createClock as Create } from './virtual-clock.ts';

let createClock: typeof Create;
let said = vi.spyOn(console, 'warn');

beforeEach(async () => {
  said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.resetModules();
  vi.useFakeTimers();
  // The watch takes its timer when it loads: this one is the fake.
  ({ createClock } = await import('./virtual-clock.ts'));
});
afterEach(() => {
  vi.useRealTimers();
});

it('says that calls wait for a clock that nobody moves, how many and until when, once', () => {
  const clock = createClock('2026-01-01T00:00:00Z');
  void clock.sleep(30_000);
  void clock.sleep(90_000);
  vi.advanceTimersByTime(1999);
  expect(said.mock.calls).toStrictEqual([]);
  vi.advanceTimersByTime(1);
  expect(said.mock.calls).toStrictEqual([
    [
      expect.stringMatching(
        /^2 calls wait for the emulator's clock, which stands at 2026-01-01T00:00:00Z .*until 2026-01-01T00:00:30Z\. Move it: await emulator\.clock\.runUntil/,
      ),
    ],
  ]);
  void clock.sleep(5);
  vi.advanceTimersByTime(60_000);
  expect(said).toHaveBeenCalledTimes(1);
});

it('says nothing where the clock is moved, or nobody waits', async () => {
  const clock = createClock(0);
  void clock.sleep(30_000);
  for (let second = 0; second < 10; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    void clock.advance(1000);
  }
  await vi.advanceTimersByTimeAsync(1000);
  void clock.advance(60_000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now()).toBe(70_000);
  expect(said.mock.calls).toStrictEqual([]);
  void clock.sleep(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(said.mock.calls).toStrictEqual([[expect.stringMatching(/^1 call waits/)]]);
});
