import type { MachineAction } from '@defender-odata/client';
import { hashText } from '../random/hash.ts';
import { guid } from '../random/identifiers.ts';
import { createRandom } from '../random/random.ts';
import { DEFAULT_START } from '../time/virtual-clock.ts';
import { TIMEOUT_AFTER } from './describe-action.ts';
import { fitAction } from './fit-action.ts';

const DAY = 24 * 60 * 60_000;
const TWO_MINUTES = 2 * 60_000;

function lastedBy(status: string): number {
  if (status === 'TimeOut') return TIMEOUT_AFTER;
  return status === 'Pending' ? 0 : TWO_MINUTES;
}

/**
 * Makes a whole machine action for a test: all keys of a recent recorded answer, the ones that were not given fitting the ones that were.
 * A TimeOut was created more than three days ago, a LiveResponse has commands, a StopAndQuarantineFile its file; no action changed
 * before it was created, and who asked for one is who cancelled it.
 *
 * @param values What the test cares about. Default type: `Isolate`; default status: `Succeeded`.
 * @param index Tells apart actions that are made from the same values: same values and index, same action.
 *
 * @example
 * const failed = machineAction({ status: 'Failed' });
 * const three = [0, 1, 2].map((index) => machineAction({ type: 'Isolate' }, index));
 */
export function machineAction(values: Partial<MachineAction> = {}, index = 0): MachineAction {
  const type = values.type ?? 'Isolate';
  const status = values.status ?? 'Succeeded';
  const given = Object.entries(values).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const random = createRandom(hashText(JSON.stringify(given)), index);
  const id = guid(random);
  const ended = DEFAULT_START - DAY - index * TWO_MINUTES - random.below(TWO_MINUTES);
  return fitAction({ ...values }, { id, type, status, lasted: lastedBy(status), ended }, random);
}
