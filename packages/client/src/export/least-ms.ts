import type { RateLimit } from '../quota/quota-store.ts';

/**
 * When the last of so many calls can be made at the earliest, the first being made at once, in milliseconds. The windows that take most
 * time for a call are filled first, and the others with what is left: exact where each holds the smaller ones whole, as those of the spec.
 */
export function leastMs(calls: number, limits: readonly RateLimit[]): number {
  let left = Math.max(0, calls - 1);
  let seconds = 0;
  for (const limit of limits.toSorted((a, b) => b.seconds / b.calls - a.seconds / a.calls)) {
    seconds += Math.floor(left / limit.calls) * limit.seconds;
    left %= limit.calls;
  }
  return seconds * 1000;
}
