import type { NumericOption } from '../edm/entity-set.ts';
import type { EntityType } from '../edm/entity-type.ts';
import { QueryError } from '../errors.ts';
import type { ParsedQuery } from '../parse/parse-query.ts';
import { parseSelect } from '../parse/select.ts';
import { compileFilter, type EvaluateOptions } from './compile-filter.ts';
import type { Clock } from './context.ts';
import { compileOrderBy } from './order-by.ts';
import { selectProperties } from './select.ts';

/** The ranges of `$top` and `$skip`, as an entity set has them, and a clock for `now()`. */
export interface QueryLimits {
  readonly top?: NumericOption;
  readonly skip?: NumericOption;
  readonly now?: Clock;
}

/** What a query finds. */
export interface QueryResult<Row> {
  /** The rows, in order. */
  readonly value: Row[];
  /** With `$count=true`: how many rows the filter keeps, whatever `$top` and `$skip` leave of them. */
  readonly count?: number;
}

/**
 * Applies a query to rows, in the standard's order whatever the order in the URL: `$filter`, `$count`, `$orderby`, `$skip`, `$top`,
 * `$select` (OData 4.01 Protocol, section 11.2.1). Without `$orderby` the rows keep their order.
 *
 * @param rows - The rows. They are not changed.
 * @param params - The options, decoded: what a built query's `toParams` or `parseQuery` gives. Aliases are looked up in them.
 * @param entityType - The type of the rows.
 * @param limits - The ranges of `$top` and `$skip`; an entity set fits. Default: whole numbers from 0.
 * @returns The rows, and their number before `$skip` and `$top` where it was asked for.
 * @throws {@link QueryError} for `$top` or `$skip` out of range and for `$search`; {@link ODataSyntaxError} and
 *   {@link ODataTypeError} as `compileFilter` and `compileOrderBy` do.
 * @example
 * applyQuery(rows, parseQuery("$filter=status eq 'Failed'&$top=2&$count=true"), entityType);
 */
export function applyQuery<Row extends object>(
  rows: readonly Row[],
  params: ParsedQuery,
  entityType: EntityType,
  limits: QueryLimits = {},
): QueryResult<Row> {
  const options = optionsOf(params, limits);
  const skip = inRange('skip', params.$skip ?? 0, limits);
  const top = params.$top === undefined ? undefined : inRange('top', params.$top, limits);
  if (params.$search !== undefined) {
    throw new QueryError('unknown-option', '$search cannot be evaluated: what it finds is up to a service.');
  }
  const keeps = params.$filter === undefined ? undefined : compileFilter(params.$filter, entityType, options);
  const compare = params.$orderby === undefined ? undefined : compileOrderBy(params.$orderby, entityType, options);
  const select = params.$select === undefined ? undefined : parseSelect(params.$select);
  const kept = keeps ? rows.filter(keeps) : [...rows];
  if (compare) kept.sort(compare);
  const page = kept.slice(skip, top === undefined ? undefined : skip + top);
  return {
    value: select ? selectProperties(page, select, entityType) : page,
    ...(params.$count === true && { count: kept.length }),
  };
}

/** The aliases of the query, and a clock that stands still while the query runs. */
function optionsOf(params: ParsedQuery, { now }: QueryLimits): EvaluateOptions {
  const aliases = Object.entries(params).filter(([name]) => name.startsWith('@'));
  const clock = now ?? Date.now;
  let moment: ReturnType<Clock> | undefined;
  return {
    now: () => (moment ??= clock()),
    aliases: Object.fromEntries(aliases.map(([name, value]) => [name, String(value)])),
  };
}

function inRange(option: 'top' | 'skip', count: number, limits: QueryLimits): number {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = limits[option] ?? {};
  const isAbsent = option === 'skip' && count === 0;
  if (isAbsent || (Number.isInteger(count) && count >= minimum && count <= maximum)) return count;
  throw new QueryError(`invalid-${option}`, `$${option} must be a whole number, not ${String(count)}.`, undefined, [
    `${minimum} to ${maximum}`,
  ]);
}
