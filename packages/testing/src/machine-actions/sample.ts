import type { MachineAction } from '@defender-odata/client';
import { guid } from '../support/identifiers.ts';
import type { Making } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { TIMEOUT_AFTER } from './describe-action.ts';
import { chooseDevice } from './device.ts';
import { fitAction } from './fit-action.ts';
import { actionTypes } from './known-values.ts';

const DAY = 24 * 60 * 60_000;
const TWO_MINUTES = 2 * 60_000;

function lastedBy(status: string): number {
  if (status === 'TimeOut') return TIMEOUT_AFTER;
  return status === 'Pending' ? 0 : TWO_MINUTES;
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/**
 * Makes an action that is at rest: a TimeOut was created more than three days ago, a LiveResponse has commands, a StopAndQuarantineFile
 * its file; no action changed before it was created, and who asked for one is who cancelled it. An Isolate that succeeded, unless
 * `values` say otherwise.
 */
export function sampleAction(values: Row, making: Making): Partial<MachineAction> {
  const { random, index, at } = making;
  const type = textOr(values['type'], 'Isolate');
  const status = textOr(values['status'], 'Succeeded');
  const id = guid(random);
  const ended = at - DAY - index * TWO_MINUTES - random.below(TWO_MINUTES);
  const device = chooseDevice(values, making);
  return fitAction(values, { id, type, status, lasted: lastedBy(status), ended, device }, random);
}

/** Makes an action that was just asked for: Pending, unless `values` say otherwise. */
export function beginAction(values: Row, making: Making): Partial<MachineAction> {
  const { random, at } = making;
  const id = guid(random);
  const type = textOr(values['type'], random.pick(actionTypes));
  const status = textOr(values['status'], 'Pending');
  const lasted = status === 'TimeOut' ? TIMEOUT_AFTER : 0;
  return fitAction(values, { id, type, status, lasted, ended: at, device: chooseDevice(values, making) }, random);
}
