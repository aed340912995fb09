import { EmulatorError } from '../errors.ts';
import type { VirtualClock } from './clock.ts';
import { milliseconds } from './duration.ts';
import { LAST, YEAR_0 } from './instant.ts';
import { nextTurn } from './next-turn.ts';

/** When a virtual clock starts unless it is told otherwise: 2026-01-01T00:00:00Z, a fixed instant, so that runs are alike. */
export const DEFAULT_START = Date.UTC(2026, 0, 1);

/** After how many turns without an end a promise counts as waiting for time: enough for an answer that passes through msw. */
const IDLE_TURNS = 5;

interface Sleeper {
  until: number;
  readonly wake: () => void;
}

/**
 * Makes a clock that stands still until `advance` is called.
 *
 * @param start The first instant, in milliseconds since 1970. Default: 2026-01-01T00:00:00Z.
 * @returns The clock. It is a superset of the client's clock, so one clock can drive both.
 * @throws EmulatorError `InvalidOption` where the start is not a time.
 *
 * @example
 * const clock = createClock();
 * const nap = clock.sleep(60_000);
 * await clock.advance('1m');
 * await nap;
 */
export function createClock(start: number | Date | string = DEFAULT_START): VirtualClock & { reset(): void } {
  const first = typeof start === 'number' ? start : new Date(start).getTime();
  if (!(first >= YEAR_0 && first <= LAST)) {
    throw new EmulatorError(
      'InvalidOption',
      `The clock cannot start at ${typeof start === 'number' ? String(start) : JSON.stringify(start)}: give milliseconds since 1970, a Date or an ISO 8601 text, in the years 0 to 9999.`,
    );
  }
  let time = first;
  let resets = 0;
  const sleepers: Sleeper[] = [];

  async function advanceThrough(target: number, abortSignal?: AbortSignal): Promise<void> {
    const started = resets;
    for (;;) {
      abortSignal?.throwIfAborted();
      const next = sleepers[0];
      if (next === undefined || next.until > target) break;
      sleepers.shift();
      time = Math.max(time, next.until);
      next.wake();
      // What was woken runs before time goes on: it may go to sleep again, within the same span.
      await nextTurn();
      // The clock began anew meanwhile: the way that is left was one of before.
      if (resets !== started) return;
    }
    time = Math.max(time, target);
  }

  return {
    now: () => time,
    advance(by, abortSignal) {
      const target = time + milliseconds(by, 'The span to advance by');
      if (target <= LAST) return advanceThrough(target, abortSignal);
      throw new EmulatorError(
        'InvalidDuration',
        `The span to advance by is ${JSON.stringify(by)}. The clock ends with the year 9999.`,
      );
    },
    async runUntil(promise) {
      const progress = { settled: false };
      const settle = (): void => {
        progress.settled = true;
      };
      promise.then(settle, settle);
      for (;;) {
        for (let turn = 0; turn < IDLE_TURNS && !progress.settled; turn += 1) await nextTurn();
        if (progress.settled) return promise;
        const next = sleepers[0];
        if (next === undefined || next.until > LAST) {
          throw new EmulatorError(
            'ClockIdle',
            'The promise cannot settle: nothing is ready to run, and nothing sleeps on this clock.',
          );
        }
        await advanceThrough(next.until);
      }
    },
    sleep(ms, abortSignal) {
      return new Promise((resolve, reject) => {
        if (abortSignal?.aborted === true) {
          reject(abortSignal.reason);
          return;
        }
        if (!(ms > 0)) {
          resolve();
          return;
        }
        const abort = (): void => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(abortSignal?.reason);
        };
        const sleeper: Sleeper = {
          until: time + ms,
          wake: () => {
            abortSignal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        abortSignal?.addEventListener('abort', abort, { once: true });
        const place = sleepers.findIndex(({ until }) => until > sleeper.until);
        sleepers.splice(place === -1 ? sleepers.length : place, 0, sleeper);
      });
    },
    reset() {
      resets += 1;
      // Who sleeps has as long to go as before.
      for (const sleeper of sleepers) sleeper.until -= time - first;
      time = first;
    },
  };
}
