import { encodeQuery } from '../core/encode-query.ts';
import { machineActionsQuerySet as entitySet } from '../generated/query-sets.gen.ts';
import type { MachineActions, MachineActionsQuery } from '../machine-actions.ts';
import { operations } from '../generated/operations.gen.ts';
import { wholeNumber } from '../core/whole-number.ts';
import { toQuery } from '../query-input.ts';

/** What a query costs at least. */
export interface QueryPlan {
  /** Into how many queries it is split, because its URL would be too long; mostly 1. */
  readonly parts: number;
  /** The length of its longest URL, in characters. */
  readonly urlLength: number;
  /** The least number of calls that read the rows which were expected. */
  readonly calls: number;
  /** The least time that so many calls take under the quota, in milliseconds, each being answered at once. */
  readonly leastMs: number;
}

/**
 * What `list` or `exportAll` will need for a query. Nothing is sent; how many rows there are is the caller's to say.
 *
 * @param query - The query. Default: every machine action.
 * @param options - `rows`: how many rows are expected, in `top` if that is less. Default: what fits into one call.
 * @throws what `list` throws for the query, `UrlTooLong` included.
 * @example
 * const { calls, leastMs } = plan(client.machineActions, undefined, { rows: 1_000_000 }); // 100 calls, 0 ms
 */
export function plan(
  machineActions: MachineActions,
  query?: MachineActionsQuery,
  options: { readonly rows?: number } = {},
): QueryPlan {
  const built = toQuery(entitySet, query);
  const parts = machineActions.split(built);
  const pageSize = entitySet.top?.maximum ?? 10_000;
  const rows = Math.min(wholeNumber('rows', options.rows ?? 0, 0), built.topCount ?? Infinity);
  const calls = Math.max(parts.length, Math.ceil(rows / pageSize));
  const urls = parts.map((part) => machineActions.url + encodeQuery({ ...part.toParams(), $top: pageSize }));
  return {
    parts: parts.length,
    urlLength: Math.max(...urls.map(({ length }) => length)),
    calls,
    leastMs: leastMs(calls),
  };
}

/** When the last of so many calls can be made, the first being made at once. */
function leastMs(calls: number): number {
  const limits = operations.listMachineActions.rateLimits;
  const at: number[] = [];
  for (let index = 0; index < calls; index++)
    at.push(
      Math.max(at.at(-1) ?? 0, ...limits.map((limit) => (at[index - limit.calls] ?? -Infinity) + limit.seconds * 1000)),
    );
  return at.at(-1) ?? 0;
}
