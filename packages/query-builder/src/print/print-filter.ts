import { requireTree } from '../args/options.ts';
import { QueryError } from '../errors.ts';
import type { CaseBranch, FilterNode, NamedValue } from '../nodes/filter-node.ts';
import { isNamed } from '../nodes/create-more.ts';
import { ADDITIVE, MEMBERSHIP, MULTIPLICATIVE, PRIMARY, UNARY } from '../nodes/precedence.ts';
import { createWrite, type FurtherNode, type WriteFurther } from './print-core.ts';
import { quote } from './literal.ts';
import { refuseUnprintable } from './unprintable.ts';

/** Writes a node for a place that demands at least the strength `needed`. */
type Print = (node: FilterNode, needed: number) => string;

/** How one kind of node is written: how strongly it binds, and its text. */
type Rule<Node> = readonly [
  strength: number | ((node: Node) => number),
  write: (node: Node, print: Print, own: number, needed: number) => string,
];

/** One rule for each kind: a kind without a rule does not compile. */
type Rules = { readonly [Kind in FurtherNode['kind']]: Rule<Extract<FurtherNode, { kind: Kind }>> };

const path = (source: FilterNode | undefined, print: Print, segment: string): string =>
  source ? `${print(source, PRIMARY)}/${segment}` : segment;

const named = (values: readonly NamedValue[], print: Print): string =>
  values.map(({ name, value }) => `${name}=${print(value, 0)}`).join(',');

/** The strings of JSON stand between double quotes, but only directly in an array or object: inside an expression they are OData's. */
const json = (node: FilterNode, print: Print): string =>
  node.kind === 'literal' && node.type === 'Edm.String' ? JSON.stringify(node.value) : print(node, 0);

/**
 * `in` and `has`. A unary operator on their right needs no parentheses, unless an `in` or `has` follows that would become part of
 * its operand; that is when this is the left operand of one.
 */
function membership(
  { left, right }: { readonly left: FilterNode; readonly right: FilterNode },
  operator: 'in' | 'has',
  print: Print,
  own: number,
  needed: number,
): string {
  const isOpenUnary = (right.kind === 'not' || right.kind === 'negate') && needed < MEMBERSHIP;
  return `${print(left, own)} ${operator} ${print(right, isOpenUnary ? UNARY : own + 1)}`;
}

/** A branch of `case`. Digits before the colon could be read as hours: a blank keeps them apart. */
const branch = ({ when, value }: CaseBranch, print: Print): string => {
  const condition = print(when, 0);
  return `${condition}${/\d$/.test(condition) ? ' ' : ''}:${print(value, 0)}`;
};

/** A minus before a digit would be the sign of a number: the blank makes it an operator. */
const minus = (operand: string): string => (/^(?:\d|INF)/.test(operand) ? `- ${operand}` : `-${operand}`);

const rules: Rules = {
  arithmetic: [
    ({ operator }) => (operator === 'add' || operator === 'sub' ? ADDITIVE : MULTIPLICATIVE),
    (node, print, own) => `${print(node.left, own)} ${node.operator} ${print(node.right, own + 1)}`,
  ],
  negate: [UNARY, (node, print, own) => minus(print(node.operand, own))],
  property: [PRIMARY, (node, print) => path(node.source, print, node.name)],
  in: [MEMBERSHIP, (node, print, own, needed) => membership(node, 'in', print, own, needed)],
  has: [MEMBERSHIP, (node, print, own, needed) => membership(node, 'has', print, own, needed)],
  enum: [PRIMARY, (node) => node.type + quote(node.value)],
  geo: [PRIMARY, (node) => node.type + quote(node.value)],
  array: [PRIMARY, (node, print) => `[${node.items.map((item) => json(item, print)).join(',')}]`],
  object: [
    PRIMARY,
    (node, print) =>
      `{${node.members.map(({ name, value }) => `${JSON.stringify(name)}:${json(value, print)}`).join(',')}}`,
  ],
  case: [PRIMARY, (node, print) => `case(${node.branches.map((one) => branch(one, print)).join(',')})`],
  type: [PRIMARY, (node) => node.name],
  alias: [PRIMARY, (node) => `@${node.name}`],
  annotation: [
    PRIMARY,
    (node, print) =>
      path(node.source, print, `@${node.term}${node.qualifier === undefined ? '' : `#${node.qualifier}`}`),
  ],
  typecast: [PRIMARY, (node, print) => path(node.source, print, node.type)],
  key: [
    PRIMARY,
    ({ source, key }, print) => `${print(source, PRIMARY)}(${isNamed(key) ? named(key, print) : print(key, 0)})`,
  ],
  filtered: [PRIMARY, (node, print) => path(node.source, print, `$filter(${print(node.predicate, 0)})`)],
  count: [
    PRIMARY,
    (node, print) => {
      const options = [
        ...(node.filter ? [`$filter=${print(node.filter, 0)}`] : []),
        ...(node.search === undefined ? [] : [`$search=${node.search}`]),
      ];
      return path(node.source, print, options.length > 0 ? `$count(${options.join(';')})` : '$count');
    },
  ],
  function: [PRIMARY, (node, print) => path(node.source, print, `${node.name}(${named(node.parameters, print)})`)],
};

// Each rule is only ever given nodes of its own kind, which the compiler cannot follow through a look-up.
const byKind = new Map(Object.entries(rules) as unknown as Iterable<readonly [string, Rule<FilterNode>]>);

const further: WriteFurther = (node, needed, depth) => {
  const rule = byKind.get(node.kind);
  if (!rule) throw new QueryError('expression-not-allowed', `"${node.kind}" is no node that can be written.`);
  const [strength, text] = rule;
  const print: Print = (inner, place) => write(inner, place, depth);
  const own = typeof strength === 'number' ? strength : strength(node);
  return own < needed ? `(${text(node, print, own, 0)})` : text(node, print, own, needed);
};

const write = createWrite(further);

/**
 * Writes a filter as decoded `$filter` text, with the fewest parentheses that the precedence of operators allows. Parsing the
 * text gives the same tree again.
 *
 * @param node - The tree.
 * @returns The text; percent-encode it once, when it goes into a URL.
 * @throws {@link QueryError} for a tree that no text can stand for: nested too deep, of an unknown kind, with a name
 *   or a value that is none.
 * @example
 * printFilter(parseFilter("((status eq 'a')) or (not(x in (1)))")); // "status eq 'a' or not x in (1)"
 */
export function printFilter(node: FilterNode): string {
  requireTree('printFilter', node);
  refuseUnprintable(node);
  return writeFilter(node);
}

/** The same for a message: nothing is refused but what is too deep. */
export const writeFilter = (node: FilterNode): string => write(node, 0, 0);
