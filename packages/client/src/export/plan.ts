import { ownOptions } from '../core/own-options.ts';
import { encodeQuery } from '../pipeline/encode-query.ts';
import { wholeNumber } from '../core/whole-number.ts';
import { machineActionsQuerySet as entitySet } from '../generated/query-sets.gen.ts';
import type { MachineActions, MachineActionsQuery } from '../machine-actions.ts';
import { toQuery } from '../query-input.ts';
import type { RateLimit } from '../quota/quota-store.ts';
import { filterOf } from './fetch-slice.ts';
import { prepareQuery } from './prepare-query.ts';

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
 * What `exportAll` will need for a query, and `list` too; a query with `top` or `skip` is one for `list` alone. Nothing is sent; how
 * many rows there are is the caller's to say.
 *
 * @param query - The query. Default: every machine action.
 * @param options - `rows`: how many rows are expected, in `top` if that is less. Default: what fits into one call.
 * @throws what `exportAll` throws for the query, `UrlTooLong` included; without `top` and `skip` it needs room for the bounds of slices.
 * @example
 * const { calls, leastMs } = plan(client.machineActions, undefined, { rows: 1_000_000 }); // 100 calls, 0 ms
 */
export function plan(
  machineActions: MachineActions,
  query?: MachineActionsQuery,
  options: { readonly rows?: number } = {},
): QueryPlan {
  const { rows: expected = 0 } = ownOptions('plan', options, { rows: 'any' });
  const whole = toQuery(entitySet, query);
  const isForList = whole.topCount !== undefined || !!whole.skipCount;
  const { parts, slices } = isForList
    ? { parts: machineActions.split(whole), slices: [] }
    : prepareQuery(machineActions, whole);
  const $top = entitySet.top?.maximum ?? 10_000;
  const rows = Math.min(wholeNumber('rows', expected, 0), whole.topCount ?? Infinity);
  const calls = Math.max(parts.length, Math.ceil(rows / $top));
  const isOneCall = rows < $top;
  const urls = parts.map((built, part) => {
    if (isForList) return encodeQuery({ ...built.toParams(), $top });
    // A full answer has its slice cut at both ends, and an instant goes on by $skip; the length of a bound is always the same.
    const slice = (isOneCall && slices[part]) || { part, from: 0n, to: 1n };
    return encodeQuery({ $filter: filterOf(built.filterNode, slice), $top, $skip: isOneCall ? undefined : rows });
  });
  return {
    parts: parts.length,
    urlLength: machineActions.url.length + Math.max(...urls.map(({ length }) => length)),
    calls,
    leastMs: leastMs(calls, machineActions.runtime.quota.limitsOf('listMachineActions')),
  };
}

/** When the last of so many calls can be made, the first being made at once. */
function leastMs(calls: number, limits: readonly RateLimit[]): number {
  const at: number[] = [];
  for (let index = 0; index < calls; index++)
    at.push(
      Math.max(at.at(-1) ?? 0, ...limits.map((limit) => (at[index - limit.calls] ?? -Infinity) + limit.seconds * 1000)),
    );
  return at.at(-1) ?? 0;
}
