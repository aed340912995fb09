import { fromTicks, toTicks } from '../core/ticks.ts';
import { DefenderError, isDefenderError } from '../errors/defender-error.ts';
import type { Claim } from './claims.ts';
import type { Slice } from './slice.ts';

/** Where an export stands, as plain JSON: what is still to be read. It holds no row. */
export interface ExportCheckpoint {
  readonly version: 1;
  /** A fingerprint of the query that it belongs to. */
  readonly query: string;
  /** What is left: part of the query, from and to (not included), null for an open end. */
  readonly pending: readonly (readonly [part: number, from: string | null, to: string | null])[];
  /**
   * Slices of which as many rows were read as the service had, if it does not cut its answers off: they are proven later. Null for one
   * that is being read again because it does.
   */
  readonly unproven?: readonly (readonly [part: number, from: string | null, to: string | null, rows: number | null])[];
  /** How many rows were read so far. */
  readonly rows: number;
}

const text = (ticks: bigint | undefined): string | null => (ticks === undefined ? null : fromTicks(ticks));
const ticks = (value: string | null): bigint | undefined => (value === null ? undefined : toTicks(value));
const entry = ({ part, from, to }: Slice) => [part, text(from), text(to)] as const;

export const writeCheckpoint = (
  query: string,
  pending: readonly Slice[],
  claims: readonly Claim[],
  rows: number,
): ExportCheckpoint => {
  const again = new Set(pending.flatMap((slice) => slice.again ?? []));
  const unproven = [
    ...claims.map(({ slice, count }) => [...entry(slice), count] as const),
    ...Array.from(again, (slice) => [...entry(slice), null] as const),
  ];
  return {
    version: 1,
    query,
    pending: pending.filter((slice) => !slice.again).map(entry),
    ...(unproven.length && { unproven }),
    rows,
  };
};

/** What is left to do, after a checkpoint. */
export interface Rest {
  readonly pending: Slice[];
  readonly claims: readonly Claim[];
}

/**
 * Reads what is left to do.
 *
 * @throws {@link DefenderError} `InvalidArgument` for a checkpoint of another query, or for something else.
 */
export function readCheckpoint(checkpoint: ExportCheckpoint, query: string, parts: number): Rest {
  const sliceOf = ([part, from, to]: ExportCheckpoint['pending'][number]): Slice => {
    if (!Number.isInteger(part) || part < 0 || part >= parts) throw new RangeError();
    return { part, from: ticks(from), to: ticks(to) };
  };
  try {
    const { version, query: given, pending, unproven = [], rows } = checkpoint;
    countOf(rows);
    if (version === 1 && given === query)
      return {
        pending: pending.map(sliceOf),
        claims: unproven.map(([part, from, to, count]) => ({
          slice: sliceOf([part, from, to]),
          count: countOf(count),
        })),
      };
  } catch (error) {
    // Whatever else it is, it is no checkpoint.
    if (isDefenderError(error) && error.code === 'ProtocolError') throw error;
  }
  throw new DefenderError(
    'InvalidArgument',
    'This checkpoint was not made by an export of this query: resume with the same query and maxUrlLength, or start anew without a checkpoint.',
  );
}

const countOf = (count: unknown): number => {
  if (count === null) throw rowsAreMissing();
  if (Number.isSafeInteger(count) && (count as number) >= 0) return count as number;
  throw new RangeError();
};

/** Which of the rows of a slice were handed on, nobody knows any more. */
export const rowsAreMissing = (): DefenderError =>
  new DefenderError(
    'ProtocolError',
    'The service has begun to cut its answers off before this checkpoint; what was read until then lacks rows. Start anew without a checkpoint.',
  );
