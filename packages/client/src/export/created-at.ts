import { toTicks } from '../core/ticks.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { MachineAction } from '../generated/models/index.ts';
import { operations } from '../generated/operations.gen.ts';
import type { Slice } from './slice.ts';

const operationId = 'listMachineActions';

/** What every row was created with and never changes: the spec says which property that is. */
export const timestamp = operations[operationId].immutableTimestamp;

/**
 * The creation time of a row, in ticks. A service that ignored the filter would double every row: who asks for the time of one
 * has it checked as well.
 *
 * @throws {@link DefenderError} `ProtocolError` for a row that the slice leaves out, and for one whose time cannot be read.
 */
export function createdAt(row: MachineAction, { from, to }: Slice): bigint {
  let at: bigint | undefined;
  try {
    at = toTicks(row[timestamp]);
  } catch {
    // Nobody has given an argument: the service has sent what is no timestamp.
  }
  if (at !== undefined && (from === undefined || at >= from) && (to === undefined || at < to)) return at;
  throw new DefenderError(
    'ProtocolError',
    at === undefined
      ? `${operationId}: a row has no ${timestamp} with a time zone, but ${row[timestamp]}.`
      : `${operationId}: a row created at ${row[timestamp]} came for a filter that leaves it out.`,
    { operationId },
  );
}
