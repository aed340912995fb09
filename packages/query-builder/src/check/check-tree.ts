import { own } from '../args/own.ts';
import { limitDepth, refuseExpression, refuseEmptyLogic } from '../args/refuse-tree.ts';
import { isMatchAll } from '../nodes/match-all.ts';
import { comparisons } from '../edm/comparisons.ts';
import type { EntitySet } from '../edm/entity-set.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { checkOperands, comparedWhole } from './check-operands.ts';
import { allowedOperator, filterableProperty, itemOf, refuseMatchAll, type Subject } from './refusals.ts';

/** Holds a tree to what an entity set allows, observed properties included or not: whoever made it. */
export function checkTree(node: FilterNode, set: EntitySet, observed: boolean): void {
  /** The variable of the `any` or `all` around, and the item that it stands for. */
  type Scope = readonly [variable: string | undefined, item: Subject] | undefined;

  const check = (part: FilterNode, depth: number, scope?: Scope): void => {
    limitDepth(depth);
    switch (part.kind) {
      case 'and':
      case 'or':
        if (!part.operands.length) refuseEmptyLogic(part.kind);
        for (const operand of part.operands) check(operand, depth + 1, scope);
        return;
      case 'not':
        return check(part.operand, depth + 1, scope);
      case 'comparison': {
        const turned = own(comparisons, part.operator);
        if (!turned) return refuseExpression(part);
        return part.left.kind === 'literal'
          ? condition(turned, part.right, [part.left], scope)
          : condition(part.operator, part.left, [part.right], scope);
      }
      case 'in':
        if (part.right.kind === 'list') return condition('in', part.left, part.right.items, scope);
        // One name between parentheses is no list for the parser.
        return part.right.kind === 'property'
          ? condition('in', part.left, [part.right], scope)
          : refuseExpression(part);
      case 'call':
        // Every function in a list of operators has a longer name than `eq` and `in`.
        if (part.name.length < 3 || part.arguments.length !== 2 || part.arguments[0]?.kind === 'literal')
          return refuseExpression(part);
        return condition(part.name, part.arguments[0], part.arguments.slice(1), scope);
      case 'lambda': {
        const { operator, source, variable, predicate } = part;
        if (scope || !predicate || !isVariable.test(variable ?? '')) return refuseExpression(part);
        const collection = subjectOf(source);
        allowedOperator(operator, collection);
        return check(predicate, depth + 1, [variable, itemOf(collection)]);
      }
      default:
        return isMatchAll(part)
          ? refuseMatchAll()
          : refuseExpression(
              part,
              true,
              part.kind === 'property' ? own(set.entityType.properties, part.name) : undefined,
            );
    }
  };

  const subjectOf = (left: FilterNode | undefined, scope?: Scope): Subject => {
    if (scope) return left?.kind === 'variable' && left.name === scope[0] ? scope[1] : refuseExpression(left);
    if (left?.kind !== 'property' || left.source) return refuseExpression(left);
    return filterableProperty(set, left.name, observed);
  };

  const condition = (
    operator: string,
    left: FilterNode | undefined,
    values: readonly FilterNode[],
    scope: Scope,
  ): void => {
    const subject = subjectOf(left, scope);
    const literals = values.map((value) =>
      value.kind === 'literal' ? value : refuseExpression(value, false, comparedWhole(operator, subject)),
    );
    allowedOperator(operator, subject);
    checkOperands(operator, literals, subject);
  };

  if (!isMatchAll(node)) check(node, 1);
}

/** Neither a word that stands for something else nor more than a name: it is printed as it is. */
const isVariable = /^(?!(true|false|null|not|INF|NaN)$)[\p{L}_][\p{L}\d_]*$/u;
