import { kindOf, ownOptions, refuseArgument } from '../args/options.ts';
import type { QueryParams } from '../builder/query.ts';
import type { EntitySet, NumericOption } from '../edm/entity-set.ts';
import type { EntityType } from '../edm/entity-type.ts';
import { QueryError } from '../errors.ts';
import type { ParsedQuery } from '../parse/parse-query.ts';
import { parseSelect } from '../parse/select.ts';
import { compileFilter } from './compile-filter.ts';
import type { Clock } from './context.ts';
import { type EvaluateOptions, requireType } from './create-context.ts';
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

/** The options of a query, each with the type of its value. */
const OPTIONS = {
  $filter: 'string',
  $top: 'number',
  $skip: 'number',
  $orderby: 'string',
  $count: 'boolean',
  $select: 'string',
  $search: 'string',
} as const satisfies Record<Exclude<keyof ParsedQuery, `@${string}`>, string>;

/**
 * Applies a query to rows, in the standard's order whatever the order in the URL: `$filter`, `$count`, `$orderby`, `$skip`, `$top`,
 * `$select` (OData 4.01 Protocol, section 11.2.1). Without `$orderby` the rows keep their order.
 *
 * @param rows - The rows. They are not changed.
 * @param params - The options, decoded: what a built query's `toParams` or `parseQuery` gives. Aliases are looked up in them. A query
 *   string is parsed first: `parseQuery(text)`.
 * @param entityType - The type of the rows.
 * @param limits - The ranges of `$top` and `$skip`; an entity set fits. Default: whole numbers from 0.
 * @returns The rows, and their number before `$skip` and `$top` where it was asked for.
 * @throws {@link QueryError} for `$top` or `$skip` out of range, for `$search`, for an option that there is not or whose value is of
 *   another type, and for params that are no object; {@link ODataSyntaxError} and {@link ODataTypeError} as `compileFilter` and
 *   `compileOrderBy` do.
 * @example
 * applyQuery(rows, parseQuery("$filter=status eq 'Failed'&$top=2&$count=true"), entityType);
 */
export function applyQuery<Row extends object>(
  rows: readonly Row[],
  params: ParsedQuery | QueryParams,
  entityType: EntityType,
  limits?: QueryLimits | EntitySet,
): QueryResult<Row> {
  if (!Array.isArray(rows)) refuseArgument('rows', 'a list', rows);
  for (const row of rows as readonly unknown[])
    if (typeof row !== 'object' || row === null) refuseArgument('Each row', 'an object', row);
  requireType('applyQuery', entityType);
  const { $filter, $top, $skip, $orderby, $count, $select, $search, ...aliases } = readParams(params);
  const { top, skip, now = Date.now } = readLimits(limits);
  const options: EvaluateOptions = { now: standingStill(now), aliases };
  const first = inRange('skip', $skip ?? 0, skip);
  const size = $top === undefined ? undefined : inRange('top', $top, top);
  if ($search !== undefined) {
    throw new QueryError('unknown-option', '$search cannot be evaluated: what it finds is up to a service.');
  }
  const keeps = $filter === undefined ? undefined : compileFilter($filter, entityType, options);
  const compare = $orderby === undefined ? undefined : compileOrderBy($orderby, entityType, options);
  const select = $select === undefined ? undefined : parseSelect($select);
  const kept = keeps ? rows.filter(keeps) : [...rows];
  if (compare) kept.sort(compare);
  const page = kept.slice(first, size === undefined ? undefined : first + size);
  return {
    value: select ? selectProperties(page, select, entityType) : page,
    ...($count === true && { count: kept.length }),
  };
}

/** The options of the query, own keys only: left out, a misspelt one, or one whose value got lost, would give every row. */
function readParams(params: ParsedQuery | QueryParams): ParsedQuery {
  if (typeof params === 'string') refuseArgument('The query', 'an object, as parseQuery(text) makes one', params);
  if (typeof (params as { toParams?: unknown } | undefined)?.toParams === 'function')
    refuseArgument('The query', 'an object, as query.toParams() makes one', params);
  const read = ownOptions('The query', params ?? refuseArgument('The query', 'an object', params)) as ParsedQuery;
  for (const [name, value] of Object.entries(read)) {
    const wanted = name.startsWith('@')
      ? 'string'
      : Object.hasOwn(OPTIONS, name) && OPTIONS[name as keyof typeof OPTIONS];
    if (!wanted) {
      throw new QueryError('unknown-option', `A query has no option ${name}.`, undefined, Object.keys(OPTIONS));
    }
    if (typeof value !== wanted) throw new QueryError('invalid-query', `${name} is a ${wanted}, not ${kindOf(value)}.`);
  }
  return read;
}

/** The ranges and the clock; an entity set has the ranges among other things. */
function readLimits(limits: QueryLimits | EntitySet | undefined): QueryLimits {
  const isSet = typeof limits === 'object' && limits !== null && Object.hasOwn(limits, 'entityType');
  return ownOptions<QueryLimits>('limits', limits, isSet ? undefined : ['top', 'skip', 'now']);
}

/** A clock that stands still while the query runs. */
function standingStill(clock: Clock): Clock {
  if (typeof clock !== 'function') refuseArgument('now', 'a function that gives the time', clock);
  let moment: ReturnType<Clock> | undefined;
  return () => (moment ??= clock());
}

function inRange(option: 'top' | 'skip', count: number, limits: NumericOption | undefined): number {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = ownOptions(`limits.${option}`, limits);
  for (const end of [minimum, maximum])
    if (!Number.isInteger(end)) refuseArgument(`limits.${option}`, 'two whole numbers', end);
  const isAbsent = option === 'skip' && count === 0;
  if (isAbsent || (Number.isInteger(count) && count >= minimum && count <= maximum)) return count;
  throw new QueryError(
    `invalid-${option}`,
    Number.isInteger(count)
      ? `$${option} is out of range: ${count}.`
      : `$${option} must be a whole number, not ${count}.`,
    undefined,
    [`${minimum} to ${maximum}`],
  );
}
