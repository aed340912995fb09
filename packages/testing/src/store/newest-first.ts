import { instantKey } from '../time/instant.ts';
import type { Row } from '../rows/row.ts';

const keyOf = (row: Row): string => instantKey(row['creationDateTimeUtc']);

/** Sorts rows newest first, as the service lists them (seed 000, example 2); rows of one instant stay in the order given. */
export function sortNewestFirst(rows: Row[]): void {
  const keys = rows.map(keyOf);
  if (keys.every((key, index) => index === 0 || key <= (keys[index - 1] ?? ''))) return;
  const order = rows.map((row, index) => ({ row, key: keys[index] ?? '' }));
  order.sort((left, right) => (left.key < right.key ? 1 : left.key > right.key ? -1 : 0));
  for (const [index, { row }] of order.entries()) rows[index] = row;
}

/** Where a row goes in a list that is sorted newest first: before the rows of its own instant, as the latest to arrive. */
export function placeOf(row: Row, rows: readonly Row[]): number {
  const key = keyOf(row);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle];
    if (other !== undefined && keyOf(other) > key) low = middle + 1;
    else high = middle;
  }
  return low;
}
