import { EmulatorError } from '../support/errors.ts';
import type { Change } from '../rows/effects.ts';
import { milliseconds, type Duration } from '../clock/duration.ts';

/** A step of a row's life as a test writes it: how long after now, and the status from then on. */
export type TimelineStep = readonly [after: Duration, status: string];

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
 * Reads the steps that a test gives a row.
 *
 * @param key The row's key.
 * @param final The statuses after which nothing follows.
 * @throws EmulatorError `InvalidTimeline` where a step does not come after the one before, or follows a final status.
 */
export function readSteps(
  key: string,
  steps: readonly TimelineStep[],
  now: number,
  final: readonly string[],
): readonly Change[] {
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
    if (before !== undefined && final.includes(before)) {
      throw new EmulatorError(
        'InvalidTimeline',
        `Step ${String(index)} of the timeline follows ${before}, which is final.`,
      );
    }
    previous = offset;
    return { at: now + offset, key, status };
  });
}
