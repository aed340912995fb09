import type { FilterNode } from '../nodes/filter-node.ts';
import { printLiteral } from './literal.ts';

/** Binding strength, weakest first (OData 4.01 URL Conventions, section 5.1.1.17); what is not here binds strongest. */
function strength(node: FilterNode): number {
  switch (node.kind) {
    case 'or':
      return 1;
    case 'and':
      return 2;
    case 'comparison':
      return node.operator === 'eq' || node.operator === 'ne' ? 3 : 4;
    case 'not':
      return 7;
    case 'in':
      return 8;
    default:
      return 9;
  }
}

/** Writes a node, in parentheses where it binds weaker than its place demands. */
function print(node: FilterNode, needed: number): string {
  const own = strength(node);
  const text = write(node, own);
  return own < needed ? `(${text})` : text;
}

function write(node: FilterNode, own: number): string {
  switch (node.kind) {
    case 'literal':
      return printLiteral(node);
    case 'property':
      return node.source ? `${print(node.source, 9)}/${node.name}` : node.name;
    case 'comparison':
      return `${print(node.left, own)} ${node.operator} ${print(node.right, own + 1)}`;
    case 'in':
      return `${print(node.left, own)} in ${print(node.right, own + 1)}`;
    case 'list':
      return `(${printAll(node.items, 0)})`;
    case 'call':
      return `${node.name}(${printAll(node.arguments, 0)})`;
    case 'not':
      return `not ${print(node.operand, own)}`;
    case 'and':
    case 'or':
      return node.operands.map((operand) => print(operand, own + 1)).join(` ${node.kind} `);
  }
}

const printAll = (nodes: readonly FilterNode[], needed: number): string =>
  nodes.map((node) => print(node, needed)).join(',');

/** Writes a filter as decoded `$filter` text, with the fewest parentheses that the precedence of operators allows. */
export const printFilterCore = (node: FilterNode): string => print(node, 0);
