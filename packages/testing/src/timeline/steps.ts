import { EmulatorError } from '../errors.ts';
import { hashText } from '../random/hash.ts';
import { createRandom, type Random } from '../random/random.ts';
import { isFinal, isOnItsWay } from '../rows/known-values.ts';
import { TIMEOUT_AFTER } from '../rows/describe-action.ts';
import { milliseconds, type Duration } from '../time/duration.ts';

/** A step of an action's life as a test writes it: how long after now, and the status from then on. */
export type TimelineStep = readonly [after: Duration, status: string];

/** A change of status that is to come. */
export interface Change {
  readonly at: number;
  readonly id: string;
  readonly status: string;
}

/** From JavaScript anything can come. */
function checkShape(steps: unknown): void {
  if (!Array.isArray(steps)) {
    throw new EmulatorError(
      'InvalidTimeline',
      `timeline takes a list of steps, such as ['10s', 'InProgress'], not ${JSON.stringify(steps) ?? String(steps)}.`,
    );
  }
  for (const [index, step] of steps.entries()) {
    if (Array.isArray(step)) continue;
    throw new EmulatorError(
      'InvalidTimeline',
      `Step ${String(index)} of the timeline is ${JSON.stringify(step) ?? String(step)}; it must be a list: how long after now, and the status.`,
    );
  }
}

/**
 * Reads the steps that a test gives an action.
 *
 * @throws EmulatorError `InvalidTimeline` where a step does not come after the one before, or follows a final status.
 */
export function readSteps(id: string, steps: readonly TimelineStep[], now: number): readonly Change[] {
  checkShape(steps);
  let previous = -1;
  return steps.map(([after, status], index) => {
    const offset = milliseconds(after, `Step ${String(index)} of the timeline`);
    if (typeof status !== 'string' || status === '') {
      throw new EmulatorError('InvalidTimeline', `Step ${String(index)} of the timeline has no status.`);
    }
    if (offset <= previous) {
      throw new EmulatorError(
        'InvalidTimeline',
        `Step ${String(index)} of the timeline comes at ${JSON.stringify(after)}, which is not after the step before; all spans count from now.`,
      );
    }
    const before = steps[index - 1]?.[1];
    if (isFinal(before)) {
      throw new EmulatorError(
        'InvalidTimeline',
        `Step ${String(index)} of the timeline follows ${String(before)}, which is final.`,
      );
    }
    previous = offset;
    return { at: now + offset, id, status };
  });
}

function drawEnd(random: Random): { readonly status: string; readonly after: number } {
  const drawn = random.below(100);
  const after = 10_000 + random.below(10 * 60_000);
  if (drawn < 88) return { status: 'Succeeded', after };
  if (drawn < 96) return { status: 'Failed', after };
  return drawn < 99 ? { status: 'Cancelled', after } : { status: 'TimeOut', after: TIMEOUT_AFTER };
}

/**
 * Draws the life of an action that a test gave none: Pending for seconds, InProgress for minutes, then final; most succeed.
 *
 * @param seed The emulator's seed: the same action of the same seed lives alike.
 */
export function drawSteps(id: string, status: unknown, seed: number, now: number): readonly Change[] {
  if (!isOnItsWay(status)) return [];
  const random = createRandom(seed, hashText(id));
  const started = status === 'Pending' ? now + 2000 + random.below(28_000) : now;
  const end = drawEnd(random);
  const last: Change = { at: started + end.after, id, status: end.status };
  return status === 'Pending' ? [{ at: started, id, status: 'InProgress' }, last] : [last];
}
