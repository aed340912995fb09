import { createdOf } from '../rows/created-of.ts';
import type { Row } from '../rows/row.ts';
import { instantKey } from '../time/instant.ts';

const momentOf = (row: Row): string => instantKey(createdOf(row));

/**
 * Puts rows in the order in which the service lists them, newest first (observed in the documents' samples). Rows of one instant stay
 * in the order given; rows that were given in order, as generated ones are, are not sorted at all.
 */
export function newestFirst(rows: readonly Row[]): readonly Row[] {
  const moments = rows.map(momentOf);
  if (moments.every((moment, index) => index === 0 || moment <= (moments[index - 1] ?? ''))) return rows;
  return rows
    .map((row, index) => ({ row, moment: moments[index] ?? '' }))
    .toSorted((left, right) => (left.moment > right.moment ? -1 : left.moment < right.moment ? 1 : 0))
    .map(({ row }) => row);
}

/** Where a row goes among rows that stand newest first: before those of its own instant, as the latest to arrive. */
export function placeOf(row: Row, rows: readonly Row[]): number {
  const created = momentOf(row);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle];
    if (other !== undefined && momentOf(other) <= created) high = middle;
    else low = middle + 1;
  }
  return low;
}
