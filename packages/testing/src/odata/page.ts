import type { Row } from '../rows/row.ts';
import type { ListQuery } from './list-query.ts';

/** The rows of one answer. */
export interface Page {
  readonly rows: readonly Row[];
  /** Whether more of what was asked for are left. */
  readonly more: boolean;
  /** Whether any row matched, on this page or before it. */
  readonly found: boolean;
}

/**
 * Takes a page: filter, then skip, then top (OData 4.01 Protocol, section 11.2.1), stopping as soon as it is full.
 *
 * @param rows The rows in the order of the list.
 * @param query What was asked for.
 * @param pageSize The largest page.
 * @param realNames Gives a row under the names that a filter has.
 */
export function takePage(
  rows: readonly Row[],
  { matches, top = Infinity, skip = 0 }: ListQuery,
  pageSize: number,
  realNames: (row: Row) => Row,
): Page {
  const limit = Math.min(top, pageSize);
  if (matches === undefined) {
    const end = skip + limit;
    return { rows: rows.slice(skip, end), more: limit < top && end < rows.length, found: rows.length > 0 };
  }
  const page: Row[] = [];
  let found = false;
  let before = skip;
  for (const row of rows) {
    // A page that is all that was asked for needs no look at what follows it.
    if (page.length === top && found) break;
    if (!matches(realNames(row))) continue;
    found = true;
    if (before > 0) before -= 1;
    else if (page.length === limit) return { rows: page, more: limit < top, found };
    else page.push(row);
  }
  return { rows: page, more: false, found };
}
