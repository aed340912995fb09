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

export const literal = (type: LiteralNode['type'], value: string): LiteralNode =>
  freeze({ kind: 'literal', type, value });

export const property = (name: string, source?: FilterNode): PropertyNode =>
  freeze(source ? { kind: 'property', name, source } : { kind: 'property', name });

export const comparison = (operator: ComparisonOperator, left: FilterNode, right: FilterNode): ComparisonNode =>
  freeze({ kind: 'comparison', operator, left, right });

export const inList = (left: FilterNode, right: FilterNode): InNode => freeze({ kind: 'in', left, right });

export const list = (items: readonly FilterNode[]): ListNode => freeze({ kind: 'list', items: freeze(items) });

export const not = (operand: FilterNode): NotNode => freeze({ kind: 'not', operand });

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
