import {
  filterableProperty,
  limitDepth,
  own,
  refuseEmptyLogic,
  refuseExpression,
  refuseMatchAll,
} from '../args/allowed.ts';
import { ownOptions, refuseArgument, requireTree } from '../args/options.ts';
import { isMatchAll } from '../builder/predicate.ts';
import { comparisons } from '../edm/comparisons.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet } from '../edm/entity-set.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { checkOperands } from './check-operands.ts';

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
export function checkFilter(node: FilterNode, set: EntitySet, options?: { readonly observed?: boolean }): void {
  requireTree('checkFilter', node);
  if (!set?.entityType) refuseArgument('The second argument of checkFilter', 'an entity set', set);
  const { observed = false } = ownOptions('checkFilter', options, ['observed']);
  if (typeof observed !== 'boolean') refuseArgument('observed', 'true or false', observed);
  const check = (part: FilterNode, depth: number): void => {
    limitDepth(depth);
    switch (part.kind) {
      case 'and':
      case 'or':
        if (!part.operands.length) refuseEmptyLogic(part.kind);
        for (const operand of part.operands) check(operand, depth + 1);
        return;
      case 'not':
        return check(part.operand, depth + 1);
      case 'comparison': {
        const turned = own(comparisons, part.operator);
        if (!turned) return refuseExpression(part);
        return part.left.kind === 'literal'
          ? condition(turned, part.right, [part.left])
          : condition(part.operator, part.left, [part.right]);
      }
      case 'in':
        return condition('in', part.left, part.right.kind === 'list' ? part.right.items : [part.right]);
      case 'call':
        // Every function in a list of operators has a longer name than `eq` and `in`.
        if (part.name.length < 3 || part.arguments.length !== 2) return refuseExpression(part);
        return condition(part.name, part.arguments[0], part.arguments.slice(1));
      default:
        return isMatchAll(part) ? refuseMatchAll() : refuseExpression(part);
    }
  };

  const condition = (operator: string, left: FilterNode | undefined, values: readonly FilterNode[]): void => {
    if (left?.kind !== 'property' || left.source) return refuseExpression(left);
    const { name } = left;
    const rule = filterableProperty(set, name, observed);
    const literals = values.map((value) => (value.kind === 'literal' ? value : refuseExpression(value)));
    checkOperands(operator, literals, name, set.entityType.properties[name] as EdmProperty, rule);
  };

  if (!isMatchAll(node)) check(node, 1);
}
