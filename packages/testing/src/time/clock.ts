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
   * Moves the time forward, waking every `sleep` that ends on the way at its own instant, in order.
   * Where nothing sleeps, the time has moved when the call returns; otherwise await the promise.
   *
   * @param by How far: milliseconds, or a text such as `'1h'`.
   * @throws EmulatorError `InvalidDuration` at once, for a span that is negative or not a span.
   */
  advance(by: Duration): Promise<void>;
}

/** A clock that may be moved: what the emulator takes. */
export type EmulatorClock = Clock & Partial<Pick<VirtualClock, 'advance'>>;
