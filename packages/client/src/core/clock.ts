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
    new Promise((resolve, reject) => {
      if (abortSignal?.aborted) return reject(abortSignal.reason);
      const onAbort = () => {
        cancel();
        reject(abortSignal?.reason);
      };
      const cancel = startTimer(systemClock, ms, () => {
        abortSignal?.removeEventListener('abort', onAbort);
        resolve();
      });
      abortSignal?.addEventListener('abort', onAbort, { once: true });
    }),
};

/**
 * Calls back after a time, unless it is cancelled before.
 *
 * @returns Cancels the timer; harmless once it has fired.
 */
export function startTimer(clock: Clock, ms: number, callback: () => void): () => void {
  if (clock === systemClock) {
    const [first, rest] = ms > LONGEST_TIMER ? [LONGEST_TIMER, ms - LONGEST_TIMER] : [ms, 0];
    let cancelRest: (() => void) | undefined;
    const timer = setTimeout(() => {
      if (rest) cancelRest = startTimer(clock, rest, callback);
      else callback();
    }, first);
    return () => {
      clearTimeout(timer);
      cancelRest?.();
    };
  }
  const controller = new AbortController();
  void (async () => {
    try {
      await clock.sleep(ms, controller.signal);
    } catch {
      return;
    }
    callback();
  })();
  return () => controller.abort();
}
