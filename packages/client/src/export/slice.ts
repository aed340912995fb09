/**
 * A half-open range of creation times, in ticks of 100 ns: from `from`, before `to`. An end that is undefined is open: there is no
 * row older, or newer, than what the service holds.
 */
export interface Slice {
  /** Which part of a split query it belongs to. */
  readonly part: number;
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
}

/** How full a slice is meant to come back: high enough to waste no call, low enough that few come back full. */
const FILL = 0.75;

/** 2000-01-01: below this nothing is looked for step by step, the rest is asked for at once. */
const FLOOR = 9_466_848_000_000_000n;

/** 0000-01-01 and 10000-01-01: no timestamp can say what lies outside, and so nothing does. */
const TIME = { from: -621_672_192_000_000_000n, to: 2_534_023_008_000_000_000n };

/** A bound that a timestamp can say; an open end for any other. */
export const sayable = (bound: bigint | undefined): bigint | undefined =>
  bound !== undefined && bound >= TIME.from && bound < TIME.to ? bound : undefined;

/** Whether a slice is one instant, which no filter can cut any further. */
export const isInstant = ({ from, to = TIME.to }: Slice): boolean => from !== undefined && to - from <= 1n;

/**
 * Cuts the next piece off a slice: its newest part, as wide as is expected to come back nearly full.
 *
 * @param width - The expected width, in ticks; undefined to take the whole slice.
 * @returns The piece, and what is left of the slice, if anything.
 */
export function cutNext(slice: Slice, width: bigint | undefined): readonly [piece: Slice, rest?: Slice] {
  const { from, to } = slice;
  if (width === undefined || to === undefined) return [slice];
  const middle = to - width;
  // A rest that is smaller than a third of a piece is not worth a call.
  if (middle <= (from ?? FLOOR) + width / 3n) return [slice];
  return [
    { ...slice, from: middle },
    { ...slice, to: middle },
  ];
}

/**
 * Splits a slice that came back full.
 *
 * @param sample - The creation times that it came back with, in any order; not empty.
 * @returns The older part and the newer part, together exactly the slice, and the width of the newer one in ticks.
 */
export function split(
  slice: Slice,
  sample: readonly bigint[],
): { readonly older: Slice; readonly newer: Slice; readonly width: bigint } {
  const { from, to } = slice;
  const sorted = sample.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (share: number): bigint => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0n;
  const end = to ?? at(1) + 1n;
  // Rows from all over the slice say nothing of how many there are: halve. Rows from its newest end alone say how dense it is.
  const isFromAllOver = from !== undefined && at(0) - from < (end - from) / 10n;
  let middle = at(isFromAllOver ? 0.5 : 1 - FILL);
  if (from !== undefined && middle <= from) middle = from + (end - from > 1n ? (end - from) / 2n : 1n);
  if (to !== undefined && middle >= to) middle = to - 1n;
  return {
    older: { ...slice, to: middle },
    newer: { ...slice, from: middle },
    width: end - middle > 1n ? end - middle : 1n,
  };
}

/**
 * How wide the next slice should be, after one that was complete.
 *
 * @param rows - How many rows it held.
 * @param pageSize - How many a slice can hold at most.
 */
export function nextWidth({ from, to }: Slice, rows: number, pageSize: number): bigint | undefined {
  if (from === undefined || to === undefined) return undefined;
  const factor = rows ? Math.min(8, Math.max(0.25, (pageSize * FILL) / rows)) : 16;
  const width = ((to - from) * BigInt(Math.round(factor * 100))) / 100n;
  return width > 1n ? width : 1n;
}
