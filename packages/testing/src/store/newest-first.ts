import type { Row } from '../rows/row.ts';
import { instantKey } from '../time/instant.ts';

const keyOf = (row: Row | undefined): string => instantKey(row?.['creationDateTimeUtc']);

/** Sorts rows newest first, as the service lists them (seed 000, example 2); rows of one instant stay in the order given. */
export function sortNewestFirst(rows: Row[]): void {
  let previous = keyOf(rows[0]);
  const inOrder = rows.every((row) => {
    const key = keyOf(row);
    const fits = key <= previous;
    previous = key;
    return fits;
  });
  if (inOrder) return;
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  keyed.sort((left, right) => (left.key < right.key ? 1 : left.key > right.key ? -1 : 0));
  for (const [index, { row }] of keyed.entries()) rows[index] = row;
}

/** The first index whose row meets a condition that all rows after it meet too; the length where none does. */
function firstIndex(rows: readonly Row[], meets: (key: string) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (meets(keyOf(rows[middle]))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first index of the rows, newest first, that are not newer than an instant. */
export const firstNotAfter = (rows: readonly Row[], key: string): number => firstIndex(rows, (other) => other <= key);

/** The first index of the rows, newest first, that are older than an instant. */
export const firstBefore = (rows: readonly Row[], key: string): number => firstIndex(rows, (other) => other < key);

/** Where a row goes in a list that is sorted newest first: before the rows of its own instant, as the latest to arrive. */
export const placeOf = (row: Row, rows: readonly Row[]): number => firstNotAfter(rows, keyOf(row));
