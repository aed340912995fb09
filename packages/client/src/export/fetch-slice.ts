import { from, type FilterNode } from '@defender-odata/query-builder';
import { fromTicks } from '../core/ticks.ts';
import type { AnyRow } from '../collections/page.ts';
import { paramsOf } from '../collections/query-input.ts';
import { createdAt, type DatedCollection } from './created-at.ts';
import type { FetchPage } from './fetch-page.ts';
import { fetchInstant } from './fetch-instant.ts';
import { isInstant, type Slice } from './slice.ts';

/**
 * What the reading of a slice gave: all of its rows, or when some of them were created, because there are more. That these are all is
 * proven by an empty page behind them; a page that was shorter than asked for only says so.
 */
export type SliceReading =
  | { readonly isWhole: true; readonly isProven: boolean; readonly rows: readonly AnyRow[] }
  | { readonly isWhole: false; readonly count: number; readonly sample: readonly bigint[] };

/** So many rows of a full answer say well enough how the others are spread. */
const SAMPLE = 1000;

/** So many rows of a whole answer say well enough whether the service honours the filter. */
const CHECKED = 100;

/** A filter and the bounds of a slice, as `$filter`. */
export function filterOf(
  { entitySet, createdAt: timestamp }: DatedCollection,
  filter: FilterNode | undefined,
  slice: Slice,
): string | undefined {
  const bounds = {
    ...(slice.from !== undefined && { ge: fromTicks(slice.from) }),
    ...(slice.to !== undefined && { lt: fromTicks(slice.to) }),
  };
  const all = from(entitySet).withObserved();
  // The filter was checked when it was built; observed properties were allowed then or not used.
  const filtered = filter ? all.filter(filter) : all;
  return paramsOf(Object.keys(bounds).length ? filtered.filter({ [timestamp]: bounds }) : filtered).$filter;
}

/**
 * Reads a slice.
 *
 * @param pageSize - The most rows of an answer.
 */
export async function fetchSlice(
  collection: DatedCollection,
  fetchPage: FetchPage,
  filter: FilterNode | undefined,
  slice: Slice,
  pageSize: number,
): Promise<SliceReading> {
  const $filter = filterOf(collection, filter, slice);
  const { value: rows, '@odata.nextLink': nextLink } = await fetchPage({ $filter, $top: pageSize });
  if (rows.length < pageSize && !nextLink) {
    if (slice.from !== undefined || slice.to !== undefined) timesOf(collection, rows, slice, CHECKED);
    return { isWhole: true, isProven: !rows.length, rows };
  }
  if (!isInstant(slice))
    return { isWhole: false, count: rows.length, sample: timesOf(collection, rows, slice, SAMPLE) };
  return { isWhole: true, isProven: true, rows: await fetchInstant(collection, fetchPage, $filter, slice, pageSize) };
}

/** The creation times of rows from all over an answer, the first one and the last one included: so many, or one more. */
function timesOf(collection: DatedCollection, rows: readonly AnyRow[], slice: Slice, most: number): readonly bigint[] {
  const step = Math.ceil(rows.length / most);
  return rows
    .filter((_, index) => index % step === 0 || index === rows.length - 1)
    .map((row) => createdAt(collection, row, slice));
}
