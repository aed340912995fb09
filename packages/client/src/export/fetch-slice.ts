import { from, type FilterNode } from '@defender-odata/query-builder';
import { fromTicks } from '../core/ticks.ts';
import { machineActionsQuerySet as entitySet } from '../generated/query-sets.gen.ts';
import type { PageQuery } from '../paging/read-pages.ts';
import { createdAt, timestamp } from './created-at.ts';
import { fetchInstant } from './fetch-instant.ts';
import type { Answer } from './row-format.ts';
import { isInstant, type Slice } from './slice.ts';

/** One call. */
export type FetchPage<Row, Rows> = (query: PageQuery) => Promise<Answer<Row, Rows>>;

/** What the reading of a slice gave: all of its rows, or when some of them were created, because there are more. */
export type SliceReading<Rows> =
  | { readonly isWhole: true; readonly count: number; readonly rows: Rows }
  | { readonly isWhole: false; readonly count: number; readonly sample: readonly bigint[] };

/** So many rows of a full answer say well enough how the others are spread. */
const SAMPLE = 1000;

/** So many rows of a whole answer say well enough whether the service honours the filter. */
const CHECKED = 100;

/** A filter and the bounds of a slice, as `$filter`. */
export function filterOf(filter: FilterNode | undefined, slice: Slice): string | undefined {
  const bounds = {
    ...(slice.from !== undefined && { ge: fromTicks(slice.from) }),
    ...(slice.to !== undefined && { lt: fromTicks(slice.to) }),
  };
  const all = from(entitySet).withObserved();
  // The filter was checked when it was built; observed properties were allowed then or not used.
  const filtered = filter ? all.filter(filter) : all;
  return (Object.keys(bounds).length ? filtered.filter({ [timestamp]: bounds }) : filtered).toParams().$filter;
}

/**
 * Reads a slice.
 *
 * @param pageSize - The most rows of an answer.
 */
export async function fetchSlice<Row, Rows>(
  fetchPage: FetchPage<Row, Rows>,
  join: (rows: readonly Row[]) => Rows,
  filter: FilterNode | undefined,
  slice: Slice,
  pageSize: number,
): Promise<SliceReading<Rows>> {
  const $filter = filterOf(filter, slice);
  const answer = await fetchPage({ $filter, $top: pageSize });
  const { count, nextLink } = answer;
  if (count < pageSize && !nextLink) {
    if (slice.from !== undefined || slice.to !== undefined) timesOf(answer, slice, CHECKED);
    return { isWhole: true, count, rows: answer.takeAll() };
  }
  if (!isInstant(slice)) return { isWhole: false, count, sample: timesOf(answer, slice, SAMPLE) };
  const rows = await fetchInstant(fetchPage, $filter, slice, pageSize);
  return { isWhole: true, count: rows.length, rows: join(rows) };
}

/** The creation times of rows from all over an answer, the first one and the last one included: so many, or one more. */
function timesOf({ count, peek }: Answer<unknown, unknown>, slice: Slice, most: number): readonly bigint[] {
  const step = Math.ceil(count / most);
  const times: bigint[] = [];
  for (let index = 0; index < count; index += step) times.push(createdAt(peek(index), slice));
  if ((count - 1) % step) times.push(createdAt(peek(count - 1), slice));
  return times;
}
