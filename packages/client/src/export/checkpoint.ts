import { fromTicks, toTicks } from '../core/ticks.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { Slice } from './slice.ts';

/** Where an export stands, as plain JSON: what is still to be read. It holds no row. */
export interface ExportCheckpoint {
  readonly version: 1;
  /** A fingerprint of the query that it belongs to. */
  readonly query: string;
  /** What is left: part of the query, from and to (not included), null for an open end. */
  readonly pending: readonly (readonly [part: number, from: string | null, to: string | null])[];
  /** How many rows were read so far. */
  readonly rows: number;
}

const text = (ticks: bigint | undefined): string | null => (ticks === undefined ? null : fromTicks(ticks));
const ticks = (value: string | null): bigint | undefined => (value === null ? undefined : toTicks(value));

export const writeCheckpoint = (query: string, pending: readonly Slice[], rows: number): ExportCheckpoint => ({
  version: 1,
  query,
  pending: pending.map(({ part, from, to }) => [part, text(from), text(to)]),
  rows,
});

/**
 * Reads what is left to do.
 *
 * @throws {@link DefenderError} `InvalidArgument` for a checkpoint of another query, or for something else.
 */
export function readCheckpoint(checkpoint: ExportCheckpoint, query: string, parts: number): Slice[] {
  try {
    if (checkpoint.version === 1 && checkpoint.query === query && Number.isInteger(checkpoint.rows))
      return checkpoint.pending.map(([part, from, to]) => {
        if (!Number.isInteger(part) || part < 0 || part >= parts) throw new RangeError();
        return { part, from: ticks(from), to: ticks(to) };
      });
  } catch {
    // Whatever it is, it is no checkpoint.
  }
  throw new DefenderError(
    'InvalidArgument',
    'This checkpoint was not made by an export of this query: resume with the same query and maxUrlLength, or start anew without a checkpoint.',
  );
}
