/**
 * A half-open range of creation times, in ticks of 100 ns: from `from`, before `to`. An end that is undefined is open: there is no
 * row older, or newer, than what the service holds.
 */
export interface Slice {
  /** Which part of a split query it belongs to. */
  readonly part: number;
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
  /** The slice that it is part of and that is read for a second time, because the service had cut its answer off. */
  readonly again?: Slice;
}

/** How full a slice is meant to come back: high enough to waste no call, low enough that few come back full. */
const FILL = 0.75;

/** 2000-01-01 and 2100-01-01: outside nothing is looked for step by step, the rest is asked for at once. */
export const QUIET = { from: 9_466_848_000_000_000n, to: 41_024_448_000_000_000n };

/** 0000-01-01 and 10000-01-01: no timestamp can say what lies outside, and so nothing does. */
const TIME = { from: -621_672_192_000_000_000n, to: 2_534_023_008_000_000_000n };

/** A bound that a timestamp can say; an open end for any other. */
export const sayable = (bound: bigint | undefined): bigint | undefined =>
  bound !== undefined && bound >= TIME.from && bound < TIME.to ? bound : undefined;

/** Whether a slice is one instant, which no filter can cut any further. */
export const isInstant = ({ from, to = TIME.to }: Slice): boolean => from !== undefined && to - from <= 1n;

/**
 * Cuts the next piece off a slice: its newest part, or its oldest, as wide as is expected to come back nearly full.
 *
 * @param width - The expected width, in ticks; undefined to take the whole slice.
 * @returns The piece, and what is left of the slice, if anything.
 */
export function cutNext(
  slice: Slice,
  width: bigint | undefined,
  isOldestFirst = false,
): readonly [piece: Slice, rest?: Slice] {
  const { from = isOldestFirst ? undefined : QUIET.from, to = isOldestFirst ? QUIET.to : undefined } = slice;
  if (width === undefined || from === undefined || to === undefined) return [slice];
  // A rest that is smaller than a third of a piece is not worth a call.
  if (to - from <= width + width / 3n) return [slice];
  const middle = isOldestFirst ? from + width : to - width;
  const older = { ...slice, to: middle };
  const newer = { ...slice, from: middle };
  return isOldestFirst ? [older, newer] : [newer, older];
}

/** The parts of a slice that came back full. */
export interface Halves {
  readonly older: Slice;
  readonly newer: Slice;
  /** How wide the one is that is to be read next, in ticks. */
  readonly width: bigint;
  /** Whether the service answers with the oldest rows of a slice: then these tell where to go on, and else the newest. */
  readonly isOldestFirst: boolean;
}

/**
 * Splits a slice that came back full.
 *
 * @param sample - The creation times that it came back with, in their order; not empty.
 * @returns The older part and the newer part, together exactly the slice.
 */
export function split(slice: Slice, sample: readonly bigint[]): Halves {
  const { from, to } = slice;
  const sorted = sample.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (share: number): bigint => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0n;
  const end = to ?? at(1) + 1n;
  const isOldestFirst = at(0) < at(1) && sample.every((time, index) => time === sorted[index]);
  // Rows from all over the slice say nothing of how many there are: halve. Rows from one end alone say how dense it is.
  const isFromAllOver = from !== undefined && at(0) - from < (end - from) / 10n;
  let middle = at(isOldestFirst ? FILL : isFromAllOver ? 0.5 : 1 - FILL);
  if (from !== undefined && middle <= from) middle = from + 1n;
  if (to !== undefined && middle >= to) middle = to - 1n;
  const width = isOldestFirst ? middle - (from ?? at(0)) : end - middle;
  return {
    older: { ...slice, to: middle },
    newer: { ...slice, from: middle },
    width: width > 1n ? width : 1n,
    isOldestFirst,
  };
}

/**
 * How wide the next slice should be, after one that was complete.
 *
 * @param rows - How many rows it held, 1 or more.
 * @param pageSize - How many a slice can hold at most.
 */
export function nextWidth({ from, to }: Slice, rows: number, pageSize: number): bigint | undefined {
  if (from === undefined || to === undefined) return undefined;
  const factor = Math.min(8, Math.max(0.25, (pageSize * FILL) / rows));
  const width = ((to - from) * BigInt(Math.round(factor * 100))) / 100n;
  return width > 1n ? width : 1n;
}
