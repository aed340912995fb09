import type { MachineAction } from '@defender-odata/client';
import type { Random } from '../support/random.ts';
import { instantKey } from '../clock/instant.ts';
import { describeAction, type ActionSeed } from './describe-action.ts';

/** What is settled about an action where nothing else was given. */
export interface Fit extends Pick<ActionSeed, 'id' | 'type' | 'status' | 'lasted' | 'device'> {
  /** When it last changed, in milliseconds. */
  readonly ended: number;
}

/** Instants, the earliest first; what is no timestamp does not count. */
const inOrder = (...instants: readonly unknown[]): readonly string[] =>
  instants
    .filter((instant): instant is string => instantKey(instant) !== '')
    .toSorted((left, right) => (instantKey(left) < instantKey(right) ? -1 : 1));

/**
 * Makes up a machine action around the values that were given: who asked also cancelled, and it was created before it was changed,
 * whichever of the times were given. Values that contradict each other are kept as they are.
 *
 * @param values What was given.
 * @param fit What else is settled.
 * @param random Where the rest comes from.
 */
export function fitAction(
  values: Readonly<Record<string, unknown>>,
  { ended, lasted, ...settled }: Fit,
  random: Random,
): Partial<MachineAction> {
  const { creationDateTimeUtc, lastUpdateDateTimeUtc, cancellationDateTimeUtc, requestor } = values;
  const [creation] = inOrder(creationDateTimeUtc);
  const changes = inOrder(lastUpdateDateTimeUtc, cancellationDateTimeUtc);
  const [firstChange, lastChange = firstChange] = changes;
  const changed = firstChange === undefined ? ended : Date.parse(firstChange);
  const created = creation === undefined ? changed - lasted : Date.parse(creation);
  const seed: ActionSeed = {
    ...settled,
    created,
    lasted: lastChange === undefined ? lasted : Math.max(0, Date.parse(lastChange) - created),
    ...(typeof requestor === 'string' && { requestor }),
  };
  const made = describeAction(seed, random);
  // What was made up has other digits beyond the millisecond than what was given: it gives way by them.
  const first = inOrder(made.creationDateTimeUtc, ...changes)[0];
  const latest = inOrder(creation ?? first, cancellationDateTimeUtc, made.lastUpdateDateTimeUtc).at(-1);
  const times = { creationDateTimeUtc: first, lastUpdateDateTimeUtc: latest };
  const cancelled = made.cancellationDateTimeUtc !== null && {
    cancellationDateTimeUtc: inOrder(lastUpdateDateTimeUtc)[0] ?? latest,
  };
  return { ...made, ...times, ...cancelled, ...values } as Partial<MachineAction>;
}
