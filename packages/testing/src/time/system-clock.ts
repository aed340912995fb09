import type { Clock } from './clock.ts';

/** The real time and real waits: for an emulator that runs as a process of its own. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, abortSignal) =>
    new Promise((resolve, reject) => {
      if (abortSignal?.aborted === true) {
        reject(abortSignal.reason);
        return;
      }
      const abort = (): void => {
        clearTimeout(timer);
        reject(abortSignal?.reason);
      };
      const timer = setTimeout(() => {
        abortSignal?.removeEventListener('abort', abort);
        resolve();
      }, ms);
      abortSignal?.addEventListener('abort', abort, { once: true });
    }),
};
