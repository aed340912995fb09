import { propertyAliases } from '@defender-odata/client';
import type { Row } from '../rows/row.ts';
import type { Candidates } from './candidates.ts';
import type { ListQuery } from './list-query.ts';

/** The rows of one answer, and whether more of what was asked for are left. */
export interface Page {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

const aliases = Object.entries(propertyAliases.MachineAction);

/** A row with its values under their real names: an older row may have them under an alias, and a filter names the real one. */
function withRealNames(row: Row): Row {
  const renamed = aliases.filter(([alias, name]) => Object.hasOwn(row, alias) && !Object.hasOwn(row, name));
  if (renamed.length === 0) return row;
  return { ...row, ...Object.fromEntries(renamed.map(([alias, name]) => [name, row[alias]])) };
}

function predicateOf({ matches, filterText }: ListQuery): ((row: Row) => boolean) | undefined {
  if (matches === undefined) return undefined;
  const named = aliases.some(([, name]) => filterText?.includes(name) === true);
  return named ? (row) => matches(withRealNames(row)) : matches;
}

/**
 * Takes a page: filter, then skip, then top (OData 4.01 Protocol, section 11.2.1), stopping as soon as it is full.
 *
 * @param candidates The rows that can match, in the order of the list.
 * @param query What was asked for.
 * @param pageSize The largest page.
 */
export function takePage({ rows, from, to }: Candidates, query: ListQuery, pageSize: number): Page {
  const { top = Infinity, skip = 0 } = query;
  const limit = Math.min(top, pageSize);
  const matches = predicateOf(query);
  if (matches === undefined) {
    const end = Math.min(to, from + skip + limit);
    return { rows: rows.slice(from + skip, end), more: limit < top && end < to };
  }
  const page: Row[] = [];
  let left = skip;
  // A page that is all that was asked for needs no look at what follows it.
  for (let index = from; index < to && page.length < top; index += 1) {
    const row = rows[index];
    if (row === undefined || !matches(row)) continue;
    if (left > 0) left -= 1;
    else if (page.length === limit) return { rows: page, more: true };
    else page.push(row);
  }
  return { rows: page, more: false };
}
