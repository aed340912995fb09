import type { Row } from '../rows/row.ts';
import { instantKey } from '../clock/instant.ts';

/**
 * Puts rows in the order in which the service lists them, newest first (observed in the documents' samples). Rows of one instant stay
 * in the order given; rows that were given in order, as generated ones are, are not sorted at all.
 *
 * @param createdAt The timestamp that they go by.
 */
export function newestFirst(rows: readonly Row[], createdAt: string): readonly Row[] {
  const moments = rows.map((row) => instantKey(row[createdAt]));
  if (moments.every((moment, index) => index === 0 || moment <= (moments[index - 1] ?? ''))) return rows;
  return rows
    .map((row, index) => ({ row, moment: moments[index] ?? '' }))
    .toSorted((left, right) => (left.moment > right.moment ? -1 : left.moment < right.moment ? 1 : 0))
    .map(({ row }) => row);
}

/** Where a row goes among rows that stand newest first: before those of its own instant, as the latest to arrive. */
export function placeOf(row: Row, rows: readonly Row[], createdAt: string): number {
  const created = instantKey(row[createdAt]);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle];
    if (other !== undefined && instantKey(other[createdAt]) <= created) high = middle;
    else low = middle + 1;
  }
  return low;
}
