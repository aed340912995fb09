import { requireTree } from '../args/options.ts';
import { refuseEmptyLogic } from '../args/refuse-tree.ts';
import { QueryError } from '../errors.ts';
import { isTooDeep } from '../nodes/depth.ts';
import type { ComparisonNode, FilterNode, LambdaNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { writeFilter } from '../print/print-filter.ts';
import { explainCall } from './call.ts';

/**
 * Says in plain English what a filter asks for, for logs and documents. The words hold the values of the filter, so keep them out
 * of logs that must not have these.
 *
 * @param node - The filter, as a tree.
 * @returns One sentence without a full stop.
 * @throws {@link QueryError} `too-deep` for a tree that is nested more than 500 levels deep.
 * @example
 * explain(parseFilter("status in ('Pending','InProgress') and not (type eq 'Isolate')"));
 * // "status is 'Pending' or 'InProgress', and not: type is 'Isolate'"
 */
export function explain(node: FilterNode): string {
  requireTree('explain', node);
  if (isTooDeep(node)) throw new QueryError('too-deep', `The filter is nested more than ${MAX_DEPTH} levels deep.`);
  if (node.kind === 'literal' && node.type === 'Edm.Boolean') return node.value === 'true' ? 'every row' : 'no row';
  return condition(node);
}

/** What holds or does not. */
function condition(node: FilterNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      if (!node.operands.length) refuseEmptyLogic(node.kind);
      return node.operands.map(operand).join(`, ${node.kind} `);
    case 'not':
      return `not: ${operand(node.operand)}`;
    case 'comparison':
      return `${value(node.left)} ${comparisonWords(node)} ${value(node.right)}`;
    case 'in':
      return `${value(node.left)} ${membership(node.right)}`;
    case 'has':
      return `${value(node.left)} includes ${value(node.right)}`;
    case 'lambda':
      return lambda(node);
    case 'call':
      return explainCall(node, value) ?? `${value(node)} is true`;
    default:
      return `${value(node)} is true`;
  }
}

/** A condition inside another: what is joined itself stands in parentheses. */
const operand = (node: FilterNode): string =>
  node.kind === 'and' || node.kind === 'or' ? `(${condition(node)})` : condition(node);

const WORDS = {
  eq: 'is',
  ne: 'is not',
  gt: 'is greater than',
  ge: 'is at least',
  lt: 'is less than',
  le: 'is at most',
};
const TIME_WORDS = { ...WORDS, gt: 'is after', ge: 'is at or after', lt: 'is before', le: 'is at or before' };

function comparisonWords({ operator, left, right }: ComparisonNode): string {
  const isTime = [left, right].some((side) => side.kind === 'literal' && /Date|Time/.test(side.type));
  return (isTime ? TIME_WORDS : WORDS)[operator];
}

function membership(right: FilterNode): string {
  if (right.kind !== 'list' && right.kind !== 'array') return `is one of ${value(right)}`;
  if (right.items.length === 0) return 'is one of nothing';
  const items = right.items.map(value);
  const last = items.pop();
  return `is ${items.length > 0 ? `${items.join(', ')} or ${last}` : last}`;
}

function lambda({ operator, source, variable, predicate }: LambdaNode): string {
  if (variable === undefined || predicate === undefined) return `${value(source)} has items`;
  const which = operator === 'any' ? 'at least one' : 'every';
  return `for ${which} ${variable} of ${value(source)}: ${operand(predicate)}`;
}

const ARITHMETIC = {
  add: 'plus',
  sub: 'minus',
  mul: 'times',
  div: 'divided by',
  divby: 'divided, with its fraction, by',
  mod: 'modulo',
};

/** What can be compared: a path as it is written, a literal, or something computed. */
function value(node: FilterNode): string {
  switch (node.kind) {
    case 'arithmetic':
      return `(${value(node.left)} ${ARITHMETIC[node.operator]} ${value(node.right)})`;
    case 'negate':
      return `minus ${value(node.operand)}`;
    case 'call':
      return explainCall(node, value) ?? writeFilter(node);
    case 'case':
      return node.branches.map((branch) => `${value(branch.value)} where ${operand(branch.when)}`).join(', else ');
    case 'count':
      return `the number of ${value(node.source)}${node.filter ? ` with (${condition(node.filter)})` : ''}`;
    case 'and':
    case 'or':
    case 'not':
    case 'comparison':
    case 'in':
    case 'has':
    case 'lambda':
      return `(${condition(node)})`;
    default:
      return writeFilter(node);
  }
}
