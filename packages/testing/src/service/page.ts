import { BLOCK_SIZE, type Places } from '../columns/blocks.ts';
import type { Sieve } from '../columns/sieve.ts';
import { withRealNames } from '../rows/real-names.ts';
import type { Row } from '../rows/row.ts';
import type { KeptRow, RowKeeper } from '../store/row-keeper.ts';
import type { Candidates } from './candidates.ts';
import type { RowStore } from '../store/store.ts';
import type { ListQuery } from './list-query.ts';

/** The rows of one answer, and whether more of what was asked for are left. */
export interface Page {
  readonly rows: readonly KeptRow[];
  readonly more: boolean;
}

/** What a page holds at most, and what comes before it. */
interface Extent {
  readonly top: number;
  readonly skip: number;
  readonly limit: number;
}

/** Takes what passes a test, row by row. */
function takeTested(
  { rows, from, to }: Candidates,
  matches: (row: Row) => boolean,
  extent: Extent,
  { rowOf }: RowKeeper,
): Page {
  const page: KeptRow[] = [];
  let before = extent.skip;
  // A page that is all that was asked for needs no look at what follows it.
  for (let index = from; index < to && page.length < extent.top; index += 1) {
    const row = rows[index];
    if (row === undefined || !matches(withRealNames(rowOf(row)))) continue;
    if (before > 0) before -= 1;
    else if (page.length === extent.limit) return { rows: page, more: true };
    else page.push(row);
  }
  return { rows: page, more: false };
}

/** Takes what passes a sieve, block by block, from the newest. */
function takeSifted({ rows, from, to }: Candidates, sieve: Sieve, places: Places, extent: Extent): Page {
  const page: KeptRow[] = [];
  const bits = new Uint8Array(BLOCK_SIZE);
  let before = extent.skip;
  let end = rows.length - from;
  const begin = rows.length - to;
  // Who wants few rows mostly finds them among the newest: these are looked at first, and whole blocks then.
  let span = Math.min(BLOCK_SIZE, 2 * (extent.skip + extent.top));
  while (end > begin && page.length < extent.top) {
    const block = places.blockOf(end - 1);
    const start = places.startOf(block);
    const first = Math.max(begin, start, end - span);
    span = BLOCK_SIZE;
    const marks = { bits, from: first - start, to: end - start };
    bits.fill(1, marks.from, marks.to);
    const left = sieve(block, marks, end - first);
    let place = end - 1;
    end = first;
    if (left <= before) {
      before -= left;
      continue;
    }
    for (; place >= first && page.length < extent.top; place -= 1) {
      const row = rows[rows.length - 1 - place];
      if (bits[place - start] !== 1 || row === undefined) continue;
      if (before > 0) before -= 1;
      else if (page.length === extent.limit) return { rows: page, more: true };
      else page.push(row);
    }
  }
  return { rows: page, more: false };
}

/**
 * Takes a page: filter, then skip, then top (OData 4.01 Protocol, section 11.2.1), stopping as soon as it is full.
 *
 * @param candidates The rows that can match, in the order of the list.
 * @param query What was asked for.
 * @param pageSize The largest page.
 * @param store The rows, and their columns, which are asked where the candidates are a part of the list.
 */
export function takePage(candidates: Candidates, query: ListQuery, pageSize: number, store: RowStore): Page {
  const { rows, from, to } = candidates;
  const { filter, matches, top = Infinity, skip = 0 } = query;
  const limit = Math.min(top, pageSize);
  if (filter === undefined || matches === undefined) {
    const end = Math.min(to, from + skip + limit);
    return { rows: rows.slice(from + skip, end), more: limit < top && end < to };
  }
  const extent = { top, skip, limit };
  return rows === store.listed
    ? takeSifted(candidates, store.columns.sieve(filter), store.columns.places, extent)
    : takeTested(candidates, matches, extent, store.keeper);
}
