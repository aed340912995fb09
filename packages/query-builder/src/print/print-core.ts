import { QueryError } from '../errors.ts';
import type { CoreNode, FilterNode, InNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { AND, EQUALITY, MEMBERSHIP, OR, PRIMARY, RELATIONAL, UNARY } from '../nodes/precedence.ts';
import { printLiteral } from './literal.ts';

/** Writes a node of a kind that the builder does not make, for a place that demands at least the strength `needed`. */
export type WriteFurther = (node: FurtherNode, needed: number, depth: number) => string;

/** What the builder does not make: every kind but the core ones, and an `in` whose right side is no list. */
export type FurtherNode = Exclude<FilterNode, CoreNode> | InNode;

function writeAll(
  nodes: readonly FilterNode[],
  needed: number,
  between: string,
  depth: number,
  further?: WriteFurther,
) {
  let text = '';
  let separator = '';
  for (const node of nodes) {
    text += separator + write(node, needed, depth, further);
    separator = between;
  }
  return text;
}

/**
 * Writes a node, in parentheses where it binds weaker than its place demands. The kinds that the builder makes are written here,
 * in a `switch`: building a query is mostly this.
 */
export function write(node: FilterNode, needed: number, above: number, further?: WriteFurther): string {
  if (node.kind === 'literal') return printLiteral(node);
  if (node.kind === 'property' && !node.source) return node.name;
  const depth = above + 1;
  if (depth > MAX_DEPTH) throw new QueryError('too-deep', `The filter is nested more than ${MAX_DEPTH} levels deep.`);
  let own = PRIMARY;
  let text: string;
  switch (node.kind) {
    case 'property':
      return `${node.source ? write(node.source, own, depth, further) : ''}/${node.name}`;
    case 'list':
      return `(${writeAll(node.items, 0, ',', depth, further)})`;
    case 'call':
      return `${node.name}(${writeAll(node.arguments, 0, ',', depth, further)})`;
    case 'comparison':
      own = node.operator === 'eq' || node.operator === 'ne' ? EQUALITY : RELATIONAL;
      text = `${write(node.left, own, depth, further)} ${node.operator} ${write(node.right, own + 1, depth, further)}`;
      break;
    case 'in':
      if (node.right.kind !== 'list') return writeOther(node, needed, depth, further);
      own = MEMBERSHIP;
      text = `${write(node.left, own, depth, further)} in ${write(node.right, own, depth, further)}`;
      break;
    case 'not':
      own = UNARY;
      text = `not ${write(node.operand, own, depth, further)}`;
      break;
    case 'and':
    case 'or':
      own = node.kind === 'and' ? AND : OR;
      text = writeAll(node.operands, own, ` ${node.kind} `, depth, further);
      break;
    default:
      return writeOther(node, needed, depth, further);
  }
  return own < needed ? `(${text})` : text;
}

function writeOther(node: FurtherNode, needed: number, depth: number, further?: WriteFurther): string {
  if (further) return further(node, needed, depth);
  throw new QueryError('expression-not-allowed', `"${node.kind}" is no node that can be written here.`);
}

/** Writes a filter of the builder as decoded `$filter` text, with the fewest parentheses that the precedence of operators allows. */
export const printFilterCore = (node: FilterNode): string => write(node, 0, 0);
