import { abortable, untilAborted } from './abort.ts';

/** Where the client takes its time from; give another one to run a test without waiting. */
export interface Clock {
  /** Now, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Resolves after a time.
   *
   * @param ms - Milliseconds, 0 or more.
   * @param abortSignal - Ends the wait early: the promise rejects with the signal's reason, and no timer is left.
   */
  sleep(ms: number, abortSignal?: AbortSignal): Promise<void>;
}

/** The longest time that a timer of the platform can hold, in milliseconds: about 24.8 days. A longer one fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The clock and the timers of the platform. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, abortSignal) =>
    untilAborted<void>(
      abortSignal,
      (resolve) => startTimer(systemClock, ms, resolve),
      ({ reason }) => reason,
    ),
};

/** {@link Clock.sleep} with the client's errors. */
export const sleep = (clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> =>
  abortable(clock.sleep(ms, signal), signal);

/**
 * Calls back after a time, unless it is cancelled before.
 *
 * @returns Cancels the timer; harmless once it has fired.
 */
export function startTimer(clock: Clock, ms: number, onTime: () => void): () => void {
  if (clock !== systemClock) {
    const controller = new AbortController();
    if (ms < Infinity) clock.sleep(ms, controller.signal).then(onTime, () => {});
    return () => controller.abort();
  }
  if (ms <= LONGEST_TIMER) {
    const timer = setTimeout(onTime, ms);
    return () => clearTimeout(timer);
  }
  let cancel = startTimer(clock, LONGEST_TIMER, () => {
    cancel = startTimer(clock, ms - LONGEST_TIMER, onTime);
  });
  return () => cancel();
}
