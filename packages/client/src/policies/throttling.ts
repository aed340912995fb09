import type { RateLimit } from '../quota/quota-store.ts';

/** What the service says in words of a call that it has throttled, in milliseconds. */
export interface ThrottleWords {
  /** When it may be asked again. */
  readonly againMs?: number;
  /** How long the window is that is full. */
  readonly windowMs?: number;
}

/**
 * Reads words such as `API calls quota exceeded! maximum allowed 1500 per 01:00:00`, at whose end may stand
 * `You can send requests again in 8 seconds` (both observed).
 */
export function readThrottleWords(text: string): ThrottleWords {
  const [, seconds] = /\bagain in (\d{1,6}) seconds?\b/i.exec(text) ?? [];
  const [, hours, minutes, rest] = /\ballowed \d+ per (\d{1,3}):(\d\d):(\d\d)\b/i.exec(text) ?? [];
  return {
    ...(seconds && { againMs: Number(seconds) * 1000 }),
    ...(hours && { windowMs: (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000 }),
  };
}

/** One 429 of a call, and what is known of it. */
export interface Throttled {
  /** What `Retry-After` or the service's words ask for, in milliseconds; undefined where neither does. */
  readonly askedMs: number | undefined;
  /** The window that the words name, in milliseconds. */
  readonly windowMs: number | undefined;
  /** The windows of the operation, by the spec. */
  readonly limits: readonly RateLimit[];
  /** How many 429s in a row the call has met before this one, each after the wait that it was told or that was taken for it. */
  readonly times: number;
  /** How often a call is repeated at most. */
  readonly maxRetries: number;
}

/** For how many attempts waits are laid out where none or endlessly many are allowed. */
const USUAL_RETRIES = 5;

/**
 * How long a throttled call is held back, in milliseconds: for as long as the service asks, the first time. Where it does not ask, or where
 * it was asked again at the time that it has named and has refused again, its windows tell: at least the shortest one, twice as long each
 * time, never longer than the longest one, and in all attempts together the whole window that is known to be full. A call that is
 * refused counts in the window as well, so that few questions are better than many.
 */
export function throttledWait({ askedMs, windowMs = 0, limits, times, maxRetries }: Throttled): number {
  if (askedMs !== undefined && !times) return askedMs;
  const windows = limits.map(({ seconds }) => seconds * 1000);
  const longest = Math.max(windowMs, ...windows);
  const shortest = windows.length ? Math.min(...windows) : 0;
  // 1 + 2 + 4 + …: the sum of all waits is the whole window.
  const shares = 2 ** (Number.isFinite(maxRetries) && maxRetries > 0 ? maxRetries : USUAL_RETRIES) - 1;
  const first = Math.max(shortest, windowMs / shares);
  return Math.max(askedMs ?? 0, Math.min(longest, first * 2 ** (askedMs === undefined ? times : times - 1)));
}
