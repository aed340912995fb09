import type { EntityType } from '../edm/entity-type.ts';
import { isTooDeep } from '../nodes/depth.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { parseFilter, parseFilterWithPositions } from '../parse/parse-filter.ts';
import type { Clock, Context, Expression } from './context.ts';
import { compileCondition } from './logic.ts';
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
  return compileCondition(node, cx, 'A filter').isTrue;
}

/** The tree of a text or tree, and the context that it is compiled in. */
export function prepare(
  filter: string | FilterNode,
  entityType: EntityType,
  options: EvaluateOptions,
): { node: FilterNode; cx: Context } {
  const isText = typeof filter === 'string';
  const { node, positions } = isText ? parseFilterWithPositions(filter) : { node: filter, positions: undefined };
  if (!isText && isTooDeep(node)) throw new ODataTypeError(`The filter is nested more than ${MAX_DEPTH} levels deep.`);
  const it: Expression = { type: typeOfRows(entityType), get: (row) => row };
  const cx: Context = {
    it,
    self: it,
    variables: new Map(),
    aliases: readAliases(options.aliases ?? {}),
    clock: options.now ?? Date.now,
    text: isText ? filter : undefined,
    positions,
  };
  return { node, cx };
}

function readAliases(aliases: Readonly<Record<string, string | FilterNode>>): ReadonlyMap<string, FilterNode> {
  return new Map(
    Object.entries(aliases).map(([name, value]) => [
      name.replace(/^@/, ''),
      typeof value === 'string' ? parseFilter(value) : value,
    ]),
  );
}
