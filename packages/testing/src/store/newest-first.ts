import { instantSortKey } from '../columns/sort-key.ts';
import { createdOf } from '../rows/created-of.ts';
import { instantKey } from '../time/instant.ts';
import type { KeptRow, RowKeeper } from './row-keeper.ts';

/** An instant: as a number, as far as that can say it (see `SortKey`), and as a text that sorts. */
interface Moment {
  readonly number: number;
  readonly text: () => string;
}

const momentOf = (kept: KeptRow, keeper: RowKeeper): Moment => ({
  number: keeper.createdKey(kept),
  text: () => instantKey(createdOf(keeper.rowOf(kept))),
});

const momentAt = (timestamp: unknown): Moment => ({
  number: instantSortKey(timestamp),
  text: () => instantKey(timestamp),
});

/** Below 0 where the first one is earlier. */
function compare(left: Moment, right: Moment): number {
  const difference = left.number - right.number;
  // Mostly it is enough, and no row is unpacked.
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  const [first, second] = [left.text(), right.text()];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Compares when two rows were created: below 0 where the first one is older. */
export const compareCreated = (left: KeptRow, right: KeptRow, keeper: RowKeeper): number =>
  compare(momentOf(left, keeper), momentOf(right, keeper));

/** The first index of rows, newest first, from which on they all meet a condition; the length where none does. */
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

/** The first index of rows, newest first, that are not newer than an instant. */
export function firstNotAfter(rows: readonly KeptRow[], timestamp: unknown, keeper: RowKeeper): number {
  const instant = momentAt(timestamp);
  return firstIndex(rows, (kept) => compare(momentOf(kept, keeper), instant) <= 0);
}

/** The first index of rows, newest first, that are older than an instant. */
export function firstBefore(rows: readonly KeptRow[], timestamp: unknown, keeper: RowKeeper): number {
  const instant = momentAt(timestamp);
  return firstIndex(rows, (kept) => compare(momentOf(kept, keeper), instant) < 0);
}

/** Where a row goes among rows that stand newest first: before those of its own instant, as the latest to arrive. */
export function placeOf(kept: KeptRow, rows: readonly KeptRow[], keeper: RowKeeper): number {
  const created = momentOf(kept, keeper);
  return firstIndex(rows, (other) => compare(momentOf(other, keeper), created) <= 0);
}
