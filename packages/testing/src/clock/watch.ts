import { formatInstant } from './instant.ts';

// Taken when the module loads: a test that fakes timers later must not stop the watch.
const { setTimeout: schedule } = globalThis;

/** How long calls wait for a clock that nobody moves until that is said, in real milliseconds: sooner than a test runner gives up. */
const PATIENCE = 2000;

/** What a watch looks at. */
interface Watched {
  readonly time: number;
  readonly sleepers: number;
  /** When the next sleeper wakes. */
  readonly next: number | undefined;
}

/** Says in words what would otherwise be a test that hangs. */
export interface Watch {
  /** Somebody went to sleep. */
  slept(): void;
  /** Somebody moves the clock. */
  moved(): void;
}

/**
 * Watches over a clock that only a test moves: where calls wait for it and nobody moves it, the console says so, once.
 *
 * @param look Gives the state of the clock.
 */
export function createWatch(look: () => Watched): Watch {
  let moves = 0;
  let isWaiting = false;
  let wasSaid = false;

  function wait(): void {
    isWaiting = true;
    const before = moves;
    const timer: unknown = schedule(() => {
      isWaiting = false;
      const { time, sleepers, next } = look();
      if (sleepers === 0 || next === undefined) return;
      if (moves !== before) {
        wait();
        return;
      }
      wasSaid = true;
      const calls = sleepers === 1 ? '1 call waits' : `${String(sleepers)} calls wait`;
      // oxlint-disable-next-line eslint/no-console -- a test that hangs has no other way to hear of it
      console.warn(
        `${calls} for the emulator's clock, which stands at ${formatInstant(time)} until a test moves it; the next one until ${formatInstant(next)}. ` +
          "Move it: await emulator.clock.runUntil(promise), or await emulator.clock.advance('1m').",
      );
    }, PATIENCE);
    // A process that is done does not wait for this.
    (timer as { unref?(): void }).unref?.();
  }

  return {
    slept() {
      if (!isWaiting && !wasSaid) wait();
    },
    moved() {
      moves += 1;
    },
  };
}
