/** One limit of the service: so many calls in so many seconds. */
export interface RateLimit {
  readonly calls: number;
  readonly seconds: number;
}

/** Counts the calls in one window, and says how long to wait for a place. */
export interface Window {
  /** How long until the next call fits, in milliseconds; 0 where it fits now. */
  wait(now: number): number;
  /** Counts a call. */
  count(now: number): void;
}

/** Any span of the limit's length holds at most the limit's calls. */
export function slidingWindow({ calls, seconds }: RateLimit): Window {
  const span = seconds * 1000;
  // A ring of the latest calls: the oldest of them is the one that must have left the window.
  const times = new Float64Array(calls).fill(-Infinity);
  let next = 0;
  return {
    wait: (now) => Math.max(0, (times[next] ?? -Infinity) + span - now),
    count(now) {
      times[next] = now;
      next = (next + 1) % calls;
    },
  };
}

/** The calls start again at every full span of the clock, at :00 for a minute. */
export function alignedWindow({ calls, seconds }: RateLimit): Window {
  const span = seconds * 1000;
  let start = -Infinity;
  let used = 0;
  const enter = (now: number): void => {
    const current = Math.floor(now / span) * span;
    if (current === start) return;
    start = current;
    used = 0;
  };
  return {
    wait(now) {
      enter(now);
      return used < calls ? 0 : start + span - now;
    },
    count(now) {
      enter(now);
      used += 1;
    },
  };
}
