import type { EntitySetTypes } from '@defender-odata/query-builder';
import { ownOptions } from '../core/own-options.ts';
import { encodeQuery } from '../pipeline/encode-query.ts';
import { wholeNumber } from '../core/whole-number.ts';
import type { HasEntitySet } from '../collections/has-entity-set.ts';
import { requireCollection } from '../collections/require-collection.ts';
import { toQuery, type QueryInput } from '../collections/query-input.ts';
import type { Exportable } from './exportable.ts';
import { filterOf } from './fetch-slice.ts';
import { leastMs } from './least-ms.ts';
import { beyondFilter, prepareQuery } from './prepare-query.ts';

/** What a query costs at least. */
export interface QueryPlan {
  /** Into how many queries it is split, because its URL would be too long; mostly 1. */
  readonly parts: number;
  /** The length of its longest URL, in characters: with the bounds of a slice and `$skip`, where the rows may not fit into one answer. */
  readonly urlLength: number;
  /** The least number of calls that read the rows which were expected. */
  readonly calls: number;
  /** The least time that so many calls take under the client's quota, in milliseconds: if it is unused, and each is answered at once. */
  readonly leastMs: number;
}

/**
 * What `exportAll` will need for a query, and `list` too; a query with anything but a filter is one for `list` alone. Nothing is sent; how
 * many rows there are is the caller's to say.
 *
 * @param collection - A collection of a client whose rows have a creation time that never changes.
 * @param query - The query. Default: every row.
 * @param options - `rows`: how many rows are expected, in `top` if that is less. Default: what fits into one call.
 * @throws what `exportAll` throws for the query, `UrlTooLong` included; without `top` and `skip` it needs room for the bounds of slices.
 * @example
 * const { calls, leastMs } = plan(client.machineActions, undefined, { rows: 1_000_000 }); // 100 calls, 0 ms
 */
export function plan<Types extends EntitySetTypes, Collection>(
  collection: Collection & HasEntitySet<Types> & Exportable<Collection>,
  query?: QueryInput<Types>,
  options: { readonly rows?: number } = {},
): QueryPlan {
  const given = requireCollection('plan', collection, 'createdAt');
  const { rows: expected = 0 } = ownOptions('plan', options, { rows: 'any' });
  const whole = toQuery(given.entitySet, query);
  const isForList = beyondFilter(whole).length > 0;
  const { parts, slices } = isForList ? { parts: given.split(whole), slices: [] } : prepareQuery(given, whole);
  const $top = given.maxPageSize;
  const rows = Math.min(wholeNumber('rows', expected, 0), whole.topCount ?? Infinity);
  const calls = Math.max(parts.length, Math.ceil(rows / $top));
  const isOneCall = rows < $top;
  const urls = parts.map((built, part) => {
    if (isForList) return encodeQuery({ ...built.toParams(), $top });
    // A full answer has its slice cut at both ends, and an instant goes on by $skip; the length of a bound is always the same.
    const slice = (isOneCall && slices[part]) || { part, from: 0n, to: 1n };
    return encodeQuery({
      $filter: filterOf(given, built.filterNode, slice),
      $top,
      $skip: isOneCall ? undefined : rows,
    });
  });
  return {
    parts: parts.length,
    urlLength: given.url.length + Math.max(...urls.map(({ length }) => length)),
    calls,
    leastMs: leastMs(calls, given.runtime.quota.limitsOf(given.operations.list)),
  };
}
