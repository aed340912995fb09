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
 * An `and` or `or` with the operands of those of its own kind below it in their place. Both are associative: so one meaning has one tree,
 * and a chain of any length is one flat node. Walks without recursion: a chain that grew by `a = a.or(b)` is as deep as it is long.
 */
export function flat(node: FilterNode): FilterNode {
  if ((node.kind !== 'and' && node.kind !== 'or') || node.operands.every(({ kind }) => kind !== node.kind)) return node;
  const operands: FilterNode[] = [];
  const open: FilterNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind !== node.kind) operands.push(next);
    else for (let index = next.operands.length; index--;) open.push(next.operands[index] as FilterNode);
  }
  return { kind: node.kind, operands };
}

/** Joins two operands or more, each of them flat. */
export function logic(kind: 'and' | 'or', nodes: readonly FilterNode[]): AndNode | OrNode {
  const node = flat({ kind, operands: [...nodes] }) as AndNode | OrNode; // what is flattened keeps its kind
  freeze(node.operands);
  return freeze(node);
}
