import type {
  AndNode,
  CallNode,
  ComparisonNode,
  ComparisonOperator,
  FilterNode,
  InNode,
  ListNode,
  LiteralNode,
  NotNode,
  OrNode,
  PropertyNode,
} from './filter-node.ts';

const { freeze } = Object;

/**
 * A literal: its type, and its text; a string's text without quotes.
 *
 * @example
 * literal('Edm.String', "O'Neil");
 */
export const literal = (type: LiteralNode['type'], value: string): LiteralNode =>
  freeze({ kind: 'literal', type, value });

/**
 * A property of the row, or of what `source` gives.
 *
 * @example
 * property('city', property('address'));
 */
export const property = (name: string, source?: FilterNode): PropertyNode =>
  freeze(source ? { kind: 'property', name, source } : { kind: 'property', name });

/**
 * `left operator right`, for `eq`, `ne`, `gt`, `ge`, `lt` and `le`.
 *
 * @example
 * comparison('eq', property('status'), literal('Edm.String', 'Failed'));
 */
export const comparison = (operator: ComparisonOperator, left: FilterNode, right: FilterNode): ComparisonNode =>
  freeze({ kind: 'comparison', operator, left, right });

/**
 * `left in right`, where `right` is a list or a collection.
 *
 * @example
 * inList(property('status'), list([literal('Edm.String', 'Failed')]));
 */
export const inList = (left: FilterNode, right: FilterNode): InNode => freeze({ kind: 'in', left, right });

/**
 * A list of literals, as `in` takes it.
 *
 * @example
 * list([literal('Edm.String', 'Pending'), literal('Edm.String', 'Failed')]);
 */
export const list = (items: readonly FilterNode[]): ListNode => freeze({ kind: 'list', items: freeze(items) });

/**
 * `not operand`.
 *
 * @example
 * import { not, property } from '@defender-odata/query-builder/parse';
 *
 * not(property('isOpen'));
 */
export const not = (operand: FilterNode): NotNode => freeze({ kind: 'not', operand });

/**
 * A call of a canonical function.
 *
 * @example
 * call('contains', [property('name'), literal('Edm.String', 'a')]);
 */
export const call = (name: string, args: readonly FilterNode[]): CallNode =>
  freeze({ kind: 'call', name, arguments: freeze(args) });

/**
 * Adds an operand to those of an `and` or `or`. Both are associative, so an operand of the same kind gives its own operands
 * instead: one meaning has one tree, and a chain of any length is one flat node.
 */
export function addOperand(operands: FilterNode[], kind: 'and' | 'or', node: FilterNode): void {
  if (node.kind !== kind) operands.push(node);
  else for (const inner of node.operands) operands.push(inner);
}

/** Joins two operands or more. */
export function logic(kind: 'and' | 'or', nodes: readonly FilterNode[]): AndNode | OrNode {
  const operands: FilterNode[] = [];
  for (const node of nodes) addOperand(operands, kind, node);
  return freeze({ kind, operands: freeze(operands) });
}
