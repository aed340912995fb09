import { requireTree } from '../args/options.ts';
import type { EntityType } from '../edm/entity-type.ts';
import { isTooDeep } from '../nodes/depth.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { parseFilterWithPositions } from '../parse/parse-filter.ts';
import { compileText } from './compile-text.ts';
import type { Place } from './context.ts';
import { createContext, type EvaluateOptions, readSettings } from './create-context.ts';
import { compileCondition } from './logic.ts';
import { isPlain } from './own-property.ts';
import { ODataTypeError } from './type-error.ts';

/**
 * Compiles a filter into a predicate over rows of a type. A row passes only when the filter is true for it; false and null drop it
 * (OData 4.01 URL Conventions, section 5.1.2).
 *
 * @param filter - The decoded text of a `$filter`, or a tree.
 * @param entityType - The type of the rows. Rows are JSON: Int64 and Decimal as number or string, timestamps as strings with up
 *   to 12 digits after the second, a missing property as null. Only properties of a row's own are read.
 * @param options - A clock for `now()`, the values of parameter aliases; an alias without a value is null.
 * @returns The predicate. It throws {@link ODataEvaluationError} on a row where the standard says that the request fails.
 * @throws {@link ODataSyntaxError} when the text is no filter; {@link ODataTypeError} when it does not fit the type;
 *   {@link QueryError} for an argument or an option that is none.
 * @example
 * const isOpen = compileFilter("status in ('Pending','InProgress')", entityType);
 * rows.filter(isOpen);
 */
export function compileFilter(
  filter: string | FilterNode,
  entityType: EntityType,
  options?: EvaluateOptions,
): (row: object) => boolean {
  const settings = readSettings('compileFilter', entityType, options);
  const compileFor = (node: FilterNode, rowsArePlain: boolean, place?: Place): ((row: object) => boolean) =>
    compileCondition(node, createContext(settings, rowsArePlain, place), 'A filter').isTrue;

  const [node, isTrueOfPlain] =
    typeof filter === 'string'
      ? compileText(
          filter,
          parseFilterWithPositions,
          (parsed, place) => [parsed, compileFor(parsed, true, place)] as const,
        )
      : ([filter, compileFor(checkTree(filter), true)] as const);
  let isTrueOfAny: ((row: object) => boolean) | undefined;
  return (row) => (isPlain(row) ? isTrueOfPlain(row) : (isTrueOfAny ??= compileFor(node, false))(row));
}

function checkTree(filter: FilterNode): FilterNode {
  requireTree('compileFilter', filter);
  if (isTooDeep(filter)) throw new ODataTypeError(`The filter is nested more than ${MAX_DEPTH} levels deep.`);
  return filter;
}
