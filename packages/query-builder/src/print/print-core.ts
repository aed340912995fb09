import { limitDepth, refuseExpression } from '../args/refuse-tree.ts';
import type { CoreNode, FilterNode, InNode, PropertyNode } from '../nodes/filter-node.ts';
import { AND, EQUALITY, MEMBERSHIP, OR, PRIMARY, RELATIONAL, UNARY } from '../nodes/precedence.ts';
import { printLiteral } from './literal.ts';

/** Writes a node of a kind that the builder does not make, for a place that demands at least the strength `needed`. */
export type WriteFurther = (node: FurtherNode, needed: number, depth: number) => string;

/** What the builder does not make: every kind but the core ones, a property of what is no row, and an `in` whose right side is no list. */
export type FurtherNode = Exclude<FilterNode, CoreNode> | InNode | PropertyNode;

/** Writes a node, in parentheses where it binds weaker than its place demands; `above` is how deep the place is. */
export type Write = (node: FilterNode, needed: number, above: number) => string;

/**
 * Makes what writes a tree. The kinds that the builder makes are written here, in a `switch`: building a query is mostly this.
 *
 * @param further - Writes the other kinds.
 */
export function createWrite(further: WriteFurther): Write {
  const writeAll = (nodes: readonly FilterNode[], needed: number, between: string, depth: number): string => {
    let text = '';
    for (const node of nodes) text += (text && between) + write(node, needed, depth);
    return text;
  };
  const write: Write = (node, needed, above) => {
    if (node.kind === 'literal') return printLiteral(node);
    if ((node.kind === 'property' && !node.source) || node.kind === 'variable') return node.name;
    const depth = above + 1;
    limitDepth(depth);
    let own = PRIMARY;
    let text: string;
    switch (node.kind) {
      case 'list':
        return `(${writeAll(node.items, 0, ',', depth)})`;
      case 'call':
        return `${node.name}(${writeAll(node.arguments, 0, ',', depth)})`;
      case 'lambda': {
        const { operator, source, variable, predicate } = node;
        text = predicate ? `${variable}: ${write(predicate, 0, depth)}` : '';
        return `${write(source, PRIMARY, depth)}/${operator}(${text})`;
      }
      case 'comparison':
        own = node.operator === 'eq' || node.operator === 'ne' ? EQUALITY : RELATIONAL;
        text = `${write(node.left, own, depth)} ${node.operator} ${write(node.right, own + 1, depth)}`;
        break;
      case 'in':
        if (node.right.kind !== 'list') return further(node, needed, depth);
        own = MEMBERSHIP;
        text = `${write(node.left, own, depth)} in ${write(node.right, own, depth)}`;
        break;
      case 'not':
        own = UNARY;
        text = `not ${write(node.operand, own, depth)}`;
        break;
      case 'and':
      case 'or':
        own = node.kind === 'and' ? AND : OR;
        text = writeAll(node.operands, own, ` ${node.kind} `, depth);
        break;
      default:
        return further(node, needed, depth);
    }
    return own < needed ? `(${text})` : text;
  };
  return write;
}

const writeCore = createWrite((node) => refuseExpression(node));

/** Writes a filter of the builder as decoded `$filter` text, with the fewest parentheses that the precedence of operators allows. */
export const printFilterCore = (node: FilterNode): string => writeCore(node, 0, 0);
