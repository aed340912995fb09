import type { EntityType } from '../edm/entity-type.ts';
import { isTooDeep } from '../nodes/depth.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { parseFilter, parseFilterWithPositions } from '../parse/parse-filter.ts';
import type { Clock, Context, Expression } from './context.ts';
import { compileCondition } from './logic.ts';
import { isPlain } from './own-property.ts';
import { typeOfRows } from './static-type.ts';
import { ODataTypeError } from './type-error.ts';

/** What a filter or an order may need beside its text. */
export interface EvaluateOptions {
  /** The clock that `now()` reads. Default: the system's. */
  readonly now?: Clock;
  /** The values of parameter aliases, with or without `@`: `{ '@name': "'Black'" }`. */
  readonly aliases?: Readonly<Record<string, string | FilterNode>>;
}

/**
 * Compiles a filter into a predicate over rows of a type. A row passes only when the filter is true for it; false and null drop it
 * (OData 4.01 URL Conventions, section 5.1.2).
 *
 * @param filter - The decoded text of a `$filter`, or a tree.
 * @param entityType - The type of the rows. Rows are JSON: Int64 and Decimal as number or string, timestamps as strings with up
 *   to 12 digits after the second, a missing property as null. Only properties of a row's own are read.
 * @param options - A clock for `now()`, the values of parameter aliases.
 * @returns The predicate. It throws {@link ODataEvaluationError} on a row where the standard says that the request fails.
 * @throws {@link ODataSyntaxError} when the text is no filter; {@link ODataTypeError} when it does not fit the type.
 * @example
 * const isOpen = compileFilter("status in ('Pending','InProgress')", entityType);
 * rows.filter(isOpen);
 */
export function compileFilter(
  filter: string | FilterNode,
  entityType: EntityType,
  options: EvaluateOptions = {},
): (row: object) => boolean {
  const { node, cx } = prepare(filter, entityType, options);
  const isTrueOfPlain = compileCondition(node, cx, 'A filter').isTrue;
  let isTrueOfAny: ((row: object) => boolean) | undefined;
  return (row) => {
    if (isPlain(row)) return isTrueOfPlain(row);
    isTrueOfAny ??= compileCondition(
      node,
      { ...cx, aliasing: { ...cx.aliasing, count: { expansions: 0 } }, rowsArePlain: false },
      'A filter',
    ).isTrue;
    return isTrueOfAny(row);
  };
}

function prepare(
  filter: string | FilterNode,
  entityType: EntityType,
  options: EvaluateOptions,
): { node: FilterNode; cx: Context } {
  if (typeof filter === 'string') {
    const { node, positions } = parseFilterWithPositions(filter);
    return { node, cx: createContext(entityType, options, filter, positions) };
  }
  if (isTooDeep(filter)) throw new ODataTypeError(`The filter is nested more than ${MAX_DEPTH} levels deep.`);
  return { node: filter, cx: createContext(entityType, options) };
}

/** What expressions over rows of a type are compiled in; with the text that they came from, errors have positions. */
export function createContext(
  entityType: EntityType,
  options: EvaluateOptions,
  text?: string,
  positions?: ReadonlyMap<FilterNode, number>,
): Context {
  const it: Expression = { type: typeOfRows(entityType), get: (row) => row };
  return {
    it,
    self: it,
    variables: new Map(),
    aliases: readAliases(options.aliases ?? {}),
    aliasing: { open: new Set(), depth: 0, count: { expansions: 0 } },
    clock: options.now ?? Date.now,
    rowsArePlain: true,
    text,
    positions,
  };
}

function readAliases(aliases: Readonly<Record<string, string | FilterNode>>): ReadonlyMap<string, FilterNode> {
  return new Map(
    Object.entries(aliases).map(([name, value]) => [
      name.replace(/^@/, ''),
      typeof value === 'string' ? parseFilter(value) : value,
    ]),
  );
}
