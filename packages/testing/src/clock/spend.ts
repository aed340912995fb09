import type { EmulatorClock } from './clock.ts';
import { nextTurn } from './next-turn.ts';
import { moverOf } from './virtual-clock.ts';

/**
 * Lets an answer take its time: a clock that can be moved is moved, so that nobody waits; another one is waited on.
 * Answers that begin in the same turn take their time side by side, as they would over a network.
 *
 * @param clock The clock.
 * @param ms How long, in milliseconds.
 * @param abortSignal Ends it early, with the signal's reason: time goes no further for who went away.
 */
export async function spend(clock: EmulatorClock, ms: number, abortSignal?: AbortSignal): Promise<void> {
  if (ms === 0) return;
  const move = moverOf(clock);
  if (move === undefined) return clock.sleep(ms, abortSignal);
  const until = clock.now() + ms;
  await nextTurn();
  abortSignal?.throwIfAborted();
  const left = until - clock.now();
  if (left > 0) await move(left, abortSignal);
}
