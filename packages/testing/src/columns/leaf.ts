import type { ComparisonOperator, FilterNode, LiteralNode } from '@defender-odata/query-builder/parse';

/** A condition that compares one property with literals. */
export interface Leaf {
  readonly property: string;
  /** With the property on its left: `5 lt size` is `gt` here. */
  readonly operator: ComparisonOperator | 'in' | 'startswith' | 'contains';
  readonly literals: readonly LiteralNode[];
}

/** How an operator reads from the other side: `5 lt size` is `size gt 5`. */
export const MIRRORED = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' } as const;

function leafOf(
  operator: Leaf['operator'],
  left: FilterNode | undefined,
  right: readonly FilterNode[],
): Leaf | undefined {
  if (left?.kind !== 'property' || left.source !== undefined) return undefined;
  const literals = right.flatMap((node) => (node.kind === 'literal' ? [node] : []));
  return literals.length === right.length ? { property: left.name, operator, literals } : undefined;
}

/** Reads a condition; undefined where it is about more, or other things, than one property and literals. */
export function readLeaf(node: FilterNode): Leaf | undefined {
  switch (node.kind) {
    case 'comparison':
      return node.left.kind === 'literal'
        ? leafOf(MIRRORED[node.operator], node.right, [node.left])
        : leafOf(node.operator, node.left, [node.right]);
    case 'in':
      return node.right.kind === 'list' ? leafOf('in', node.left, node.right.items) : undefined;
    case 'call': {
      const name = node.name.toLowerCase();
      if (name !== 'startswith' && name !== 'contains') return undefined;
      return leafOf(name, node.arguments[0], node.arguments.slice(1));
    }
    default:
      return undefined;
  }
}
