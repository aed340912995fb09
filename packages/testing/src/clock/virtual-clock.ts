import { EmulatorError } from '../support/errors.ts';
import type { EmulatorClock, VirtualClock } from './clock.ts';
import { milliseconds } from './duration.ts';
import { LAST, YEAR_0 } from './instant.ts';
import { nextTurn, quickTurn } from './next-turn.ts';
import { createWatch } from './watch.ts';

/** When a virtual clock starts unless it is told otherwise: 2026-01-01T00:00:00Z, a fixed instant, so that runs are alike. */
export const DEFAULT_START = Date.UTC(2026, 0, 1);

/**
 * After how many turns in which nobody looks at the clock all that is under way waits, quick ones first: whoever goes on at once is seen
 * by these. An answer through msw takes none at all, so this leaves room for a test's own `fetch` and its timers.
 */
const QUICK_TURNS = 3;
const QUIET_TURNS = QUICK_TURNS + 2;

/** After how many turns somebody who looks at the clock all the time is waited for no longer. */
const MOST_TURNS = 400;

type Advance = VirtualClock['advance'];

const movers = new WeakMap<EmulatorClock, Advance>();

/**
 * What moves a clock at once, without letting what is under way come to its wait: for an answer that takes its time, which is itself
 * under way. Undefined for a clock that cannot be moved.
 */
export const moverOf = (clock: EmulatorClock): Advance | undefined => movers.get(clock) ?? clock.advance?.bind(clock);

interface Sleeper {
  until: number;
  readonly wake: () => void;
}

function targetOf(from: number, by: Parameters<Advance>[0]): number {
  const target = from + milliseconds(by, 'The span to advance by');
  if (target <= LAST) return target;
  throw new EmulatorError(
    'InvalidDuration',
    `The span to advance by is ${JSON.stringify(by)}. The clock ends with the year 9999.`,
  );
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

  // Where the advances lead that were asked for and are not through yet.
  let goal = first;
  // Grows with every look at the clock: who makes a call, answers it or goes to sleep looks at it.
  let looks = 0;
  const watch = createWatch(() => ({ time, sleepers: sleepers.length, next: sleepers[0]?.until }));

  /** Lets what is under way come to its wait, or to its end. */
  async function settle(isDone = (): boolean => false): Promise<void> {
    let seen = looks;
    for (let turn = 0, quiet = 0; turn < MOST_TURNS && quiet < QUIET_TURNS && !isDone(); turn += 1) {
      await (quiet < QUICK_TURNS ? quickTurn() : nextTurn());
      quiet = looks === seen ? quiet + 1 : 0;
      seen = looks;
    }
  }

  async function moveThrough(target: number, pause: () => Promise<void>, abortSignal?: AbortSignal): Promise<void> {
    const started = resets;
    for (;;) {
      abortSignal?.throwIfAborted();
      const next = sleepers[0];
      if (next === undefined || next.until > target) break;
      sleepers.shift();
      time = Math.max(time, next.until);
      next.wake();
      // What was woken runs before time goes on: it may go to sleep again, within the same span.
      await pause();
      // The clock began anew meanwhile: the way that is left was one of before.
      if (resets !== started) return;
    }
    time = Math.max(time, target);
  }

  async function advanceTo(target: number, abortSignal?: AbortSignal): Promise<void> {
    const started = resets;
    await settle();
    if (resets === started) await moveThrough(target, settle, abortSignal);
  }

  const clock: VirtualClock & { reset(): void } = {
    now() {
      looks += 1;
      return time;
    },
    advance(by, abortSignal) {
      watch.moved();
      goal = targetOf(Math.max(time, goal), by);
      return advanceTo(goal, abortSignal);
    },
    async runUntil(promise) {
      const progress = { settled: false };
      const end = (): void => {
        progress.settled = true;
      };
      promise.then(end, end);
      for (;;) {
        watch.moved();
        await settle(() => progress.settled);
        if (progress.settled) return promise;
        const next = sleepers[0];
        if (next === undefined || next.until > LAST) {
          throw new EmulatorError(
            'ClockIdle',
            'The promise cannot settle: nothing is ready to run, and nothing sleeps on this clock.',
          );
        }
        await moveThrough(next.until, () => Promise.resolve());
      }
    },
    sleep(ms, abortSignal) {
      looks += 1;
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
        watch.slept();
      });
    },
    reset() {
      resets += 1;
      // Who sleeps has as long to go as before.
      for (const sleeper of sleepers) sleeper.until -= time - first;
      time = first;
      goal = first;
    },
  };
  movers.set(clock, (by, abortSignal) => moveThrough(targetOf(time, by), nextTurn, abortSignal));
  return clock;
}
