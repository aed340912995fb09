import { operations } from '@defender-odata/client';
import { instantSortKey } from '../columns/sort-key.ts';
import type { Row } from '../rows/row.ts';
import { instantKey } from '../time/instant.ts';
import type { KeptRow, RowKeeper } from './row-keeper.ts';

const { immutableTimestamp } = operations.listMachineActions;

/** When a row was created, as it was written. */
export const createdOf = (row: Row): unknown => row[immutableTimestamp];

const compareTexts = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** When a row was created, as a text that sorts. */
const keyOf = (kept: KeptRow, keeper: RowKeeper): string => instantKey(createdOf(keeper.rowOf(kept)));

/** Compares when two rows were created: below 0 where the first one is older. */
export function compareCreated(left: KeptRow, right: KeptRow, keeper: RowKeeper): number {
  // Most rows need not be unpacked for it.
  const difference = keeper.createdKey(left) - keeper.createdKey(right);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return compareTexts(keyOf(left, keeper), keyOf(right, keeper));
}

/** Says of a row whether it was created before an instant (below 0), at it (0), or after it. */
function compareWith(timestamp: unknown, keeper: RowKeeper): (kept: KeptRow) => number {
  const key = instantKey(timestamp);
  const number = instantSortKey(timestamp);
  return (kept) => {
    const difference = keeper.createdKey(kept) - number;
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    return compareTexts(keyOf(kept, keeper), key);
  };
}

/** The first index whose row meets a condition that all rows after it meet too; the length where none does. */
function firstIndex(rows: readonly KeptRow[], meets: (kept: KeptRow) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const kept = rows[middle];
    if (kept !== undefined && meets(kept)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The first index of rows, newest first, that are not newer than an instant. A row of that instant goes there: before the others, as the
 * latest to arrive.
 */
export function firstNotAfter(rows: readonly KeptRow[], timestamp: unknown, keeper: RowKeeper): number {
  const compare = compareWith(timestamp, keeper);
  return firstIndex(rows, (kept) => compare(kept) <= 0);
}

/** The first index of rows, newest first, that are older than an instant. */
export function firstBefore(rows: readonly KeptRow[], timestamp: unknown, keeper: RowKeeper): number {
  const compare = compareWith(timestamp, keeper);
  return firstIndex(rows, (kept) => compare(kept) < 0);
}
