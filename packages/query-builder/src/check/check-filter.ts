import { allowedOperator, filterableProperty, own, refuseEmptyList } from '../args/allowed.ts';
import { isNumeric } from '../args/operand.ts';
import { isMatchAll, refuseMatchAll } from '../builder/predicate.ts';
import { isLexical } from '../edm/lexical.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet, FilterOperator } from '../edm/entity-set.ts';
import { QueryError } from '../errors.ts';
import type { FilterNode, LiteralNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';

/** How an operator reads from the other side: `5 lt x` is `x gt 5`. */
const mirrored: Readonly<Record<string, FilterOperator>> = {
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
  eq: 'eq',
  ne: 'ne',
};

/**
 * Holds a filter to what an entity set allows: its filterable properties, each with its operators and values of its type, joined
 * by `and`, `or` and `not`. Built filters and filters that were parsed from text are held to the same list.
 *
 * @param node - The filter, as a tree.
 * @param set - The entity set.
 * @param options - `observed`: whether properties count that were only observed to be filterable. Default: false.
 * @throws {@link QueryError} naming the property and what is allowed.
 * @example
 * checkFilter(parseFilter("status eq 'Failed'"), machineActions);
 */
export function checkFilter(node: FilterNode, set: EntitySet, options: { readonly observed?: boolean } = {}): void {
  const check = (part: FilterNode, depth: number): void => {
    if (depth > MAX_DEPTH) throw new QueryError('too-deep', `The filter is nested more than ${MAX_DEPTH} levels deep.`);
    switch (part.kind) {
      case 'and':
      case 'or':
        if (!part.operands.length)
          throw new QueryError('empty-logic', `"${part.kind}" has no conditions; matchAll() asks for every row.`);
        return part.operands.forEach((operand) => check(operand, depth + 1));
      case 'not':
        return check(part.operand, depth + 1);
      case 'comparison':
        if (!own(mirrored, part.operator)) return refuse(part);
        return part.left.kind === 'literal'
          ? condition(mirrored[part.operator], part.right, [part.left])
          : condition(part.operator, part.left, [part.right]);
      case 'in':
        return condition('in', part.left, part.right.kind === 'list' ? part.right.items : [part.right]);
      case 'call':
        // Every function in a list of operators has a longer name than `eq` and `in`.
        if (part.name.length < 3 || part.arguments.length !== 2) return refuse(part);
        return condition(part.name, part.arguments[0], part.arguments.slice(1));
      default:
        return isMatchAll(part) ? refuseMatchAll() : refuse(part);
    }
  };

  const condition = (
    operator: string | undefined,
    left: FilterNode | undefined,
    values: readonly FilterNode[],
  ): void => {
    if (left?.kind !== 'property' || left.source) return refuse(left);
    const { name } = left;
    const allowed = allowedOperator(name, operator, filterableProperty(set, name, options.observed === true));
    if (!values.length) refuseEmptyList(name);
    const edm = set.entityType.properties[name];
    for (const value of values) {
      if (value.kind !== 'literal') return refuse(value);
      if (!edm || !fits(value, edm, allowed))
        throw new QueryError(
          'invalid-operand',
          `${name}: this ${value.type} is not a value of ${edm?.type} for "${allowed}".`,
          name,
        );
    }
  };

  if (!isMatchAll(node)) check(node, 1);
}

function refuse(node: FilterNode | undefined): never {
  const { kind, name } = (node ?? {}) as { readonly kind?: string; readonly name?: string };
  throw new QueryError(
    'expression-not-allowed',
    `A filter compares a property with literals; ${
      kind === 'property'
        ? `text needs quotes: '${name}'.`
        : kind === 'not'
          ? '"not" binds tighter, so write not (a eq b).'
          : `"${name ?? kind}" has no place there.`
    }`,
  );
}

function fits({ type, value }: LiteralNode, edm: EdmProperty, operator: FilterOperator): boolean {
  if (type === 'null') return edm.nullable === true && (operator === 'eq' || operator === 'ne' || operator === 'in');
  const wanted = edm.type === 'Edm.EnumType' ? 'Edm.String' : edm.type;
  return (type === wanted || (isNumeric(type) && isNumeric(wanted))) && isLexical(type, value);
}
