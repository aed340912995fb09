import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutNext, isInstant, nextWidth, split, type Slice } from './slice.ts';

const end = fc.option(fc.bigInt({ min: 0n, max: 1n << 60n }), { nil: undefined });
const slices = fc
  .tuple(end, end)
  .filter(([from, to]) => from === undefined || to === undefined || to > from)
  .map(([from, to]): Slice => ({ part: 0, from, to }));

/** A slice that is no instant, and creation times in it. */
const fullSlices = slices
  .filter((slice) => !isInstant(slice))
  .chain((slice) => {
    const min = slice.from ?? (slice.to ?? 1n << 60n) - 1_000_000n;
    const max = (slice.to ?? (slice.from ?? 0n) + 1_000_000n) - 1n;
    const time = fc.bigInt(max < min ? { min: max, max } : { min, max });
    return fc.tuple(fc.constant(slice), fc.array(time, { minLength: 1, maxLength: 30 }));
  });

describe('splitting a full slice', () => {
  test('gives two parts that meet, are both smaller, and are together the slice', () => {
    fc.assert(
      fc.property(fullSlices, ([slice, sample]) => {
        const { older, newer, width } = split(slice, sample);
        expect([older.from, newer.to]).toEqual([slice.from, slice.to]);
        expect(older.to).toBe(newer.from);
        const middle = older.to ?? -1n;
        expect(middle > (slice.from ?? middle - 1n)).toBe(true);
        expect(middle < (slice.to ?? middle + 1n)).toBe(true);
        expect(width > 0n).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

test('a full slice says in which order its rows come, and how dense they are where they begin', () => {
  const slice: Slice = { part: 0, from: 0n, to: undefined };
  const times = Array.from({ length: 100 }, (_, index) => 1000n + BigInt(index));
  expect(split(slice, times)).toMatchObject({ older: { to: 1075n }, isOldestFirst: true });
  expect(split(slice, times.toReversed())).toMatchObject({ newer: { from: 1025n }, isOldestFirst: false, width: 75n });
  expect(split(slice, [1000n, 1000n]).isOldestFirst).toBe(false);
});

describe('cutting a piece off a slice', () => {
  test('gives a piece and a rest that meet and are together the slice', () => {
    fc.assert(
      fc.property(slices, fc.option(fc.bigInt({ min: 1n, max: 1n << 50n }), { nil: undefined }), (slice, width) => {
        const [piece, rest] = cutNext(slice, width);
        expect(piece.to).toBe(slice.to);
        expect(rest ? [rest.from, rest.to] : [piece.from]).toEqual(rest ? [slice.from, piece.from] : [slice.from]);
        const [oldest, newer] = cutNext(slice, width, true);
        expect(oldest.from).toBe(slice.from);
        expect(newer ? [newer.from, newer.to] : [oldest.to]).toEqual(newer ? [oldest.to, slice.to] : [slice.to]);
      }),
      { numRuns: 2000 },
    );
  });

  test('ends with the open rest, once nothing is expected so far back', () => {
    expect(cutNext({ part: 0, from: undefined, to: 17_000_000_000_000_000n }, 1n << 60n)).toHaveLength(1);
    expect(cutNext({ part: 0, from: 17_000_000_000_000_000n, to: undefined }, 1n << 60n, true)).toHaveLength(1);
  });
});

test.each([
  [75, 100n, 100n],
  [150, 100n, 50n],
  [1, 100n, 800n],
  [10_000, 100n, 25n],
  [75, 1n, 1n],
])('after %i rows in %i ticks, of 100 that fit, the next slice is %i wide', (rows, before, after) => {
  expect(nextWidth({ part: 0, from: 0n, to: before }, rows, 100)).toBe(after);
});
