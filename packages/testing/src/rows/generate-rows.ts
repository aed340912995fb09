import type { MachineAction } from '@defender-odata/client';
import { EmulatorError } from '../errors.ts';
import { guid } from '../random/identifiers.ts';
import { createRandom, type Random } from '../random/random.ts';
import { ownOptions } from '../own-options.ts';
import { DEFAULT_START } from '../time/virtual-clock.ts';
import { describeAction, TIMEOUT_AFTER } from './describe-action.ts';
import { actionTypes } from './known-values.ts';

/** What rows to generate. */
export interface GenerateOptions {
  /** From what everything is drawn: a safe integer. Default: 1. */
  readonly seed?: number;
  /** How many rows. */
  readonly count: number;
  /** The instant before which they were all created, in milliseconds since 1970. Default: 2026-01-01T00:00:00Z. */
  readonly before?: number;
}

const NAMES = ['seed', 'count', 'before'] as const satisfies readonly (keyof GenerateOptions)[];

/** One action is made in every five minutes: a thousand rows are three and a half days, a million nine and a half years. */
const STEP = 5 * 60_000;
const MINUTE = 60_000;

/** What becomes of an action in the end, and how long that takes. */
function drawOutcome(random: Random): { readonly status: string; readonly lasted: number } {
  const drawn = random.below(100);
  const lasted = 10_000 + random.below(15 * MINUTE);
  if (drawn < 80) return { status: 'Succeeded', lasted };
  if (drawn < 90) return { status: 'Failed', lasted };
  if (drawn < 95) return { status: 'Cancelled', lasted };
  return { status: 'TimeOut', lasted: TIMEOUT_AFTER };
}

function generateRow(seed: number, index: number, before: number): MachineAction {
  const random = createRandom(seed, index);
  const id = guid(random);
  const type = random.pick(actionTypes);
  const age = index * STEP + random.below(STEP);
  const outcome = drawOutcome(random);
  const created = before - age;
  if (outcome.lasted <= age) return describeAction({ id, type, created, ...outcome }, random);
  // Its end is still to come.
  const waiting = age < 10_000;
  return describeAction(
    { id, type, created, status: waiting ? 'Pending' : 'InProgress', lasted: waiting ? 0 : 10_000 },
    random,
  );
}

/**
 * Generates machine actions, newest first, one at a time, so that any number needs no more memory than one.
 * Row `i` of a seed is the same whatever the count.
 *
 * @param options How many, and from what seed.
 * @throws EmulatorError `InvalidOption` for a count or seed that is not a whole number, an instant that is none, and unknown options.
 *
 * @example
 * const emulator = createEmulator({ rows: generateRows({ seed: 42, count: 1000 }) });
 */
export function generateRows(options: GenerateOptions): Iterable<MachineAction> & Iterator<MachineAction> {
  const { seed = 1, count, before = DEFAULT_START } = ownOptions('generateRows', options, NAMES);
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new EmulatorError('InvalidOption', `count is ${String(count)}; it must be a whole number, 0 or more.`);
  }
  if (!Number.isSafeInteger(seed)) {
    throw new EmulatorError('InvalidOption', `seed is ${String(seed)}; it must be a whole number.`);
  }
  // A `Date` of a text is none either.
  if (typeof before !== 'number' || Number.isNaN(new Date(before).getTime())) {
    throw new EmulatorError('InvalidOption', `before is ${String(before)}; it must be in milliseconds since 1970.`);
  }
  return (function* rows() {
    for (let index = 0; index < count; index += 1) yield generateRow(seed, index, before);
  })();
}
