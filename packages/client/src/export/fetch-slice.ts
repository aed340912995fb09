import { from, type FilterNode } from '@defender-odata/query-builder';
import { fromTicks, toTicks } from '../core/ticks.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { machineActionsQuerySet as entitySet } from '../generated/query-sets.gen.ts';
import type { MachineAction } from '../generated/models/index.ts';
import { operations } from '../generated/operations.gen.ts';
import type { PageQuery } from '../paging/read-pages.ts';
import type { Answer } from './row-format.ts';
import { isInstant, type Slice } from './slice.ts';

/** What every row was created with and never changes: the spec says which property that is. */
export const timestamp = operations.listMachineActions.immutableTimestamp;

/** The creation time of a row, in ticks. */
const createdAt = (row: MachineAction): bigint => toTicks(row[timestamp]);

/** One call. */
export type FetchPage<Row, Rows> = (query: PageQuery) => Promise<Answer<Row, Rows>>;

/** What the reading of a slice gave: all of its rows, or when some of them were created, because there are more. */
export type SliceReading<Rows> =
  | { readonly isWhole: true; readonly count: number; readonly rows: Rows }
  | { readonly isWhole: false; readonly count: number; readonly sample: readonly bigint[] };

/** So many rows of a full answer say well enough how the others are spread. */
const SAMPLE = 1000;

/** After so many readings of one instant that do not agree, the service is taken not to come to rest. */
const MOST_READINGS = 50;

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
  checkRange(answer, slice);
  if (count < pageSize && !nextLink) return { isWhole: true, count, rows: answer.takeAll() };
  if (count && !isInstant(slice)) return { isWhole: false, count, sample: sampleOf(answer) };
  const rows = await fetchInstant(fetchPage, $filter, pageSize);
  return { isWhole: true, count: rows.length, rows: join(rows) };
}

/** The creation times of rows from all over an answer. */
function sampleOf({ count, peek }: Answer<unknown, unknown>): readonly bigint[] {
  const sample: bigint[] = [];
  for (let index = 0; index < count; index += Math.ceil(count / SAMPLE)) sample.push(createdAt(peek(index)));
  return sample;
}

/**
 * Reads what cannot be sliced any further, by `$skip`. The service promises no order, so a reading may miss a row and repeat
 * another; it is done again until as many rows were counted as are known.
 */
async function fetchInstant<Row>(
  fetchPage: FetchPage<Row, unknown>,
  $filter: string | undefined,
  pageSize: number,
): Promise<Row[]> {
  const known = new Map<string, Row>();
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    let counted = 0;
    for (;;) {
      const answer = await fetchPage({ $filter, $top: pageSize, $skip: counted || undefined });
      const { count, nextLink } = answer;
      for (let index = 0; index < count; index++) known.set(answer.peek(index).id, answer.take(index));
      counted += count;
      if (!count || (count < pageSize && !nextLink)) break;
    }
    if (known.size >= counted) return [...known.values()];
  }
  throw new DefenderError(
    'PagingLoop',
    `${MOST_READINGS} readings of one instant have not given the same rows; the export is not complete.`,
  );
}

/** A service that ignored the filter would double every row; the ends of an answer are enough to tell. */
function checkRange({ count, peek }: Answer<unknown, unknown>, { from: start, to: end }: Slice): void {
  if (!count || (start === undefined && end === undefined)) return;
  for (const row of [peek(0), peek(count - 1)]) {
    const at = createdAt(row);
    if ((start !== undefined && at < start) || (end !== undefined && at >= end))
      throw new DefenderError(
        'ProtocolError',
        `listMachineActions: a row created at ${row[timestamp]} came for a filter that leaves it out.`,
      );
  }
}
