import type { MachineAction } from '@defender-odata/client';
import { guid } from '../support/identifiers.ts';
import type { Random } from '../support/random.ts';
import type { Making } from '../rows/plug-in.ts';
import { describeAction, TIMEOUT_AFTER } from './describe-action.ts';
import { chooseDevice } from './device.ts';
import { actionTypes } from './known-values.ts';

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

/** Generates an action, older the higher its index is: the newest are still on their way. */
export function generateAction(making: Making): Partial<MachineAction> {
  const { random, index, at } = making;
  const id = guid(random);
  const type = random.pick(actionTypes);
  const age = index * STEP + random.below(STEP);
  const outcome = drawOutcome(random);
  const settled = { id, type, created: at - age, device: chooseDevice({}, making) };
  if (outcome.lasted <= age) return describeAction({ ...settled, ...outcome }, random);
  // Its end is still to come.
  const waiting = age < 10_000;
  return describeAction(
    { ...settled, status: waiting ? 'Pending' : 'InProgress', lasted: waiting ? 0 : 10_000 },
    random,
  );
}
