import type { FilterNode } from '../nodes/filter-node.ts';
import { writeFilter } from '../print/print-filter.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, refuse } from './context.ts';
import { inContextOf } from './literal.ts';
import { readerOf } from './read-value.ts';
import { describeType, isNumeric, isPrimitive, type StaticType } from './static-type.ts';

/** Two expressions of one type, or of two numeric types, and that type. */
export interface Operands {
  readonly left: Expression;
  readonly right: Expression;
  readonly type: StaticType;
}

/** Compiles two operands that are to be compared, or refuses them (5.1.1.18: nothing is converted but numbers). */
export function compileOperands(node: FilterNode, leftNode: FilterNode, rightNode: FilterNode, cx: Context): Operands {
  const one = { node: leftNode, expression: compile(leftNode, cx) };
  return matchOperands(node, one, { node: rightNode, expression: compile(rightNode, cx) }, cx);
}

/** A node and what it was compiled to: once, however many it is compared with, or nested filters would take exponential time. */
export interface Compiled {
  readonly node: FilterNode;
  readonly expression: Expression;
}

/** Brings two compiled operands to one type, or refuses them. */
export function matchOperands(node: FilterNode, one: Compiled, other: Compiled, cx: Context): Operands {
  const left = inContextOf(one.expression, other.expression.type);
  const right = inContextOf(other.expression, one.expression.type);
  const type = commonType(left.type, right.type);
  if (type === undefined) refuse(cx, node, explainMismatch(one.node, left.type, other.node, right.type));
  return { left, right, type };
}

/** The type that two types are compared as; undefined when they cannot be compared. */
export function commonType(left: StaticType, right: StaticType): StaticType | undefined {
  if (left.kind === 'null') return right;
  if (right.kind === 'null') return left;
  if (isNumeric(left) && isNumeric(right)) return left;
  if (left.kind === 'primitive' && right.kind === 'primitive') return left.name === right.name ? left : undefined;
  if (left.kind === 'enum' && right.kind === 'enum') return left.members.values.size > 0 ? left : right;
  if (left.kind === 'collection' && right.kind === 'collection') {
    const item = commonType(left.item, right.item);
    return item && { kind: 'collection', item };
  }
  if (left.kind === 'complex') return right.kind === 'complex' || right.kind === 'json' ? left : undefined;
  if (left.kind === 'json') return right.kind === 'complex' || right.kind === 'json' ? right : undefined;
  return undefined;
}

function explainMismatch(leftNode: FilterNode, left: StaticType, rightNode: FilterNode, right: StaticType): string {
  const found = `${writeFilter(leftNode)} is ${describeType(left)} and ${writeFilter(rightNode)} is ${describeType(right)}`;
  if (leftNode.kind === 'not') {
    const operand = writeFilter(leftNode.operand);
    return `not binds stronger than a comparison, so this compares (not ${operand}): write not (${operand} …) with parentheses. ${found}.`;
  }
  return `These cannot be compared: ${found}.${advise(left, rightNode, right) ?? advise(right, leftNode, left) ?? ''}`;
}

/** What the writer probably meant, when the literal on the other side has the wrong form. */
function advise(wanted: StaticType, node: FilterNode, type: StaticType): string | undefined {
  if (node.kind !== 'literal') return undefined;
  if (isPrimitive(wanted, 'Edm.String')) return ` A string needs quotes: '${node.value}'.`;
  if (wanted.kind === 'enum') return ` Its members are ${[...wanted.members.values.keys()].join(', ')}.`;
  if (isPrimitive(type, 'Edm.String')) {
    return isPrimitive(wanted, 'Edm.Binary')
      ? ` Binary is written binary'…', in base64url.`
      : fitsWithoutQuotes(wanted, node.value)
        ? ` Only strings have quotes: write ${node.value} without.`
        : ` '${node.value}' is no value of ${describeType(wanted)}.`;
  }
  if (isPrimitive(type, 'Edm.Date') && isPrimitive(wanted, 'Edm.DateTimeOffset')) {
    return ` A timestamp needs a time and a zone: ${node.value}T00:00:00Z.`;
  }
  return undefined;
}

const fitsWithoutQuotes = (wanted: StaticType, text: string): boolean =>
  isPrimitive(wanted, 'Edm.Boolean') ? /^(?:true|false)$/i.test(text) : readerOf(wanted)(text) !== undefined;
