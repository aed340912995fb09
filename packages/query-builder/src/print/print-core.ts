import { QueryError } from '../errors.ts';
import type { CoreNode, FilterNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { AND, EQUALITY, MEMBERSHIP, OR, PRIMARY, RELATIONAL, UNARY } from '../nodes/precedence.ts';
import { printLiteral } from './literal.ts';

/** Writes a node for a place that demands at least the strength `needed`, in parentheses where it binds weaker. */
export type Print = (node: FilterNode, needed: number) => string;

/** How one kind of node is written: how strongly it binds, and its text. */
type Rule<Node> = readonly [
  strength: number | ((node: Node) => number),
  write: (node: Node, print: Print, own: number, needed: number) => string,
];

/** One rule for each kind: a kind without a rule does not compile. */
export type Rules<Node extends FilterNode> = {
  readonly [Kind in Node['kind']]: Rule<Extract<Node, { kind: Kind }>>;
};

export const printAll = (nodes: readonly FilterNode[], print: Print): string =>
  nodes.map((node) => print(node, 0)).join(',');

const infix = (
  { operands, kind }: { operands: readonly FilterNode[]; kind: string },
  print: Print,
  own: number,
): string => operands.map((operand) => print(operand, own)).join(` ${kind} `);

/** The nine kinds that the builder makes. */
export const coreRules: Rules<CoreNode> = {
  or: [OR, infix],
  and: [AND, infix],
  comparison: [
    ({ operator }) => (operator === 'eq' || operator === 'ne' ? EQUALITY : RELATIONAL),
    (node, print, own) => `${print(node.left, own)} ${node.operator} ${print(node.right, own + 1)}`,
  ],
  not: [UNARY, (node, print, own) => `not ${print(node.operand, own)}`],
  in: [MEMBERSHIP, (node, print, own) => `${print(node.left, own)} in ${print(node.right, own + 1)}`],
  literal: [PRIMARY, printLiteral],
  property: [PRIMARY, (node, print, own) => (node.source ? `${print(node.source, own)}/` : '') + node.name],
  list: [PRIMARY, (node, print) => `(${printAll(node.items, print)})`],
  call: [PRIMARY, (node, print) => `${node.name}(${printAll(node.arguments, print)})`],
};

/** Makes a printer from a table of rules. */
export function createPrinter<Node extends FilterNode>(rules: Rules<Node>): (node: FilterNode) => string {
  // Each rule is only ever given nodes of its own kind, which the compiler cannot follow through an index.
  const table = rules as unknown as Readonly<Record<string, Rule<FilterNode> | undefined>>;
  let depth = 0;
  const print: Print = (node, needed) => {
    const rule = Object.hasOwn(table, node.kind) ? table[node.kind] : undefined;
    if (!rule) throw new QueryError('expression-not-allowed', `"${node.kind}" is no node that can be written here.`);
    if (depth > MAX_DEPTH) throw new QueryError('too-deep', `The filter is nested more than ${MAX_DEPTH} levels deep.`);
    const [strength, write] = rule;
    const own = typeof strength === 'number' ? strength : strength(node);
    depth++;
    try {
      return own < needed ? `(${write(node, print, own, 0)})` : write(node, print, own, needed);
    } finally {
      depth--;
    }
  };
  return (node) => print(node, 0);
}

/** Writes a filter of the builder as decoded `$filter` text, with the fewest parentheses that the precedence of operators allows. */
export const printFilterCore = createPrinter(coreRules);
