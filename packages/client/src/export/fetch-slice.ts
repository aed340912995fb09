import { from, type FilterNode } from '@defender-odata/query-builder';
import { fromTicks, toTicks } from '../core/ticks.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { machineActions as entitySet } from '../generated/entity-sets.gen.ts';
import type { MachineAction } from '../generated/models/index.ts';
import { operations } from '../generated/operations.gen.ts';
import type { PageQuery } from '../paging/read-pages.ts';
import { isInstant, type Slice } from './slice.ts';

/** What every row was created with and never changes: the spec says which property that is. */
export const timestamp = operations.listMachineActions.immutableTimestamp;

/** The creation time of a row, in ticks. */
export const createdAt = (row: MachineAction): bigint => toTicks(row[timestamp]);

/** One call. */
export type FetchPage = (
  query: PageQuery,
) => Promise<{ readonly value: MachineAction[]; readonly '@odata.nextLink'?: unknown }>;

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
 * @returns The rows; `isWhole` says whether they are all of the slice.
 */
export async function fetchSlice(fetchPage: FetchPage, filter: FilterNode | undefined, slice: Slice, pageSize: number) {
  const $filter = filterOf(filter, slice);
  const answer = await fetchPage({ $filter, $top: pageSize });
  const { value: rows } = answer;
  checkRange(rows, slice);
  if (rows.length < pageSize && !answer['@odata.nextLink']) return { rows, isWhole: true };
  if (rows.length && !isInstant(slice)) return { rows, isWhole: false };
  return { rows: await fetchInstant(fetchPage, $filter, pageSize), isWhole: true };
}

/**
 * Reads what cannot be sliced any further, by `$skip`. The service promises no order, so a reading may miss a row and repeat
 * another; it is done again until as many rows were counted as are known.
 */
async function fetchInstant(
  fetchPage: FetchPage,
  $filter: string | undefined,
  pageSize: number,
): Promise<MachineAction[]> {
  const known = new Map<string, MachineAction>();
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    let counted = 0;
    for (;;) {
      const answer = await fetchPage({ $filter, $top: pageSize, $skip: counted || undefined });
      for (const row of answer.value) known.set(row.id, row);
      counted += answer.value.length;
      if (!answer.value.length || (answer.value.length < pageSize && !answer['@odata.nextLink'])) break;
    }
    if (known.size >= counted) return [...known.values()];
  }
  throw new DefenderError(
    'PagingLoop',
    `${MOST_READINGS} readings of one instant have not given the same rows; the export is not complete.`,
  );
}

/** A service that ignored the filter would double every row; the ends of an answer are enough to tell. */
function checkRange(rows: readonly MachineAction[], { from: start, to: end }: Slice): void {
  for (const row of [rows[0], rows.at(-1)]) {
    if (!row || (start === undefined && end === undefined)) continue;
    const at = createdAt(row);
    if ((start !== undefined && at < start) || (end !== undefined && at >= end))
      throw new DefenderError(
        'ProtocolError',
        `listMachineActions: a row created at ${row[timestamp]} came for a filter that leaves it out.`,
      );
  }
}
