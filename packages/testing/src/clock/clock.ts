import type { Duration } from './duration.ts';

/** A source of time: what the emulator and a client read the time from, and wait on. */
export interface Clock {
  /** The time, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Waits.
   *
   * @param ms How long, in milliseconds.
   * @param abortSignal Ends the wait early, with the signal's reason.
   */
  sleep(ms: number, abortSignal?: AbortSignal): Promise<void>;
}

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /**
   * Moves the time forward, waking every `sleep` that ends on the way at its own instant, in order. What is under way comes to its wait
   * first, before the time moves and after each instant: a call that was just made, a retry that was just woken. Await the promise.
   *
   * @param by How far, from now or from where an advance before this one leads: milliseconds, or a text such as `'1h'`.
   * @param abortSignal Ends it early, where the time has come to, with the signal's reason.
   * @throws EmulatorError `InvalidDuration` at once, for a span that is negative, not a span, or leads beyond the year 9999.
   */
  advance(by: Duration, abortSignal?: AbortSignal): Promise<void>;
  /**
   * Moves the time from one sleeper to the next until a promise settles: for a client on this clock that waits, retries or polls an
   * emulator in the same process. Time moves only once nothing else is ready to run, so a time-out does not strike before an answer.
   *
   * @param promise What to wait for.
   * @returns What the promise gives.
   * @throws What the promise throws; EmulatorError `ClockIdle` where it cannot settle, because nothing sleeps any more.
   */
  runUntil<T>(promise: Promise<T>): Promise<T>;
}

/** A clock that may be moved: what the emulator takes. */
export type EmulatorClock = Clock & Partial<Pick<VirtualClock, 'advance' | 'runUntil'>>;
