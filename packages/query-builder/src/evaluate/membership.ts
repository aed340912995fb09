import type { FilterNode, InNode } from '../nodes/filter-node.ts';
import { commonType, matchOperands, type Operands } from './comparable.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, type Getter, refuse, valuesOf } from './context.ts';
import { equalityOf } from './equality.ts';
import { type Condition, twoValued } from './logic.ts';
import type { Fields } from './own-property.ts';
import { inContextOf } from './literal.ts';
import { describeType, isNumeric, isPrimitive, type StaticType } from './static-type.ts';

/**
 * Compiles `in`: whether the left value equals a member of the list or collection on the right (5.1.1.1.11). Null is a member
 * where the list holds null, as with `eq`.
 */
export function compileIn(node: InNode, cx: Context): Condition {
  const { right } = node;
  if (right.kind === 'list' || right.kind === 'array') return twoValued(inItems(node, right.items, cx));
  return twoValued(inCollection(node, cx));
}

function inItems(node: InNode, items: readonly FilterNode[], cx: Context): Getter<boolean> {
  const left = { node: node.left, expression: compile(node.left, cx) };
  const pairs = items.map((item) => matchOperands(item, left, { node: item, expression: compile(item, cx) }, cx));
  const isOneLeft = pairs.every((pair) => pair.left === left.expression);
  if (isOneLeft && pairs.every(({ right, type }) => right.constant && hasIdentity(type))) {
    return inSet(left.expression, new Set(pairs.map(({ right }) => right.constant?.value)));
  }
  return (isOneLeft && inNumbers(left.expression, pairs)) || inPairs(pairs);
}

/**
 * A list of numbers that JavaScript numbers hold exactly: one of them equals a number that is none of that sort only if it is
 * the same. `NaN` is in no list.
 */
function inNumbers(left: Expression, pairs: readonly Operands[]): Getter<boolean> | undefined {
  const members = new Set<unknown>();
  for (const { right, type } of pairs) {
    const value = right.constant?.value;
    if (typeof value !== 'number' || Number.isNaN(value) || !isNumeric(type)) return undefined;
    members.add(value);
  }
  const { get } = left;
  return (row) => members.has(get(row));
}

/** Whether values of a type are equal exactly when they are the same JavaScript value, so that a Set can tell. */
const hasIdentity = (type: StaticType): boolean =>
  type.kind === 'null' ||
  type.kind === 'enum' ||
  isPrimitive(type, 'Edm.String', 'Edm.Guid', 'Edm.Boolean', 'Edm.Date');

function inSet(left: Expression, members: ReadonlySet<unknown>): Getter<boolean> {
  if (left.own !== undefined && isPrimitive(left.type, 'Edm.String')) {
    const { own } = left;
    return (row) => members.has((row as Fields)[own] ?? null);
  }
  const { get } = left;
  return (row) => members.has(get(row));
}

function inPairs(pairs: readonly Operands[]): Getter<boolean> {
  const tests = pairs.map(({ left, right, type }) => ({
    getLeft: left.get,
    getRight: right.get,
    equals: equalityOf(type),
  }));
  return (row) => {
    let read: Getter | undefined;
    let value: unknown;
    for (const { getLeft, getRight, equals } of tests) {
      // Nearly always there is one left side, which is read once.
      if (getLeft !== read) value = getLeft(row);
      read = getLeft;
      if (equals(value, getRight(row))) return true;
    }
    return false;
  };
}

/** A collection, or a single expression in parentheses, which is an elaborate way of writing `eq`. */
function inCollection(node: InNode, cx: Context): Getter<boolean> {
  const left = { node: node.left, expression: compile(node.left, cx) };
  const right = { node: node.right, expression: compile(node.right, cx) };
  const collection = right.expression;
  if (collection.type.kind !== 'collection') return inPairs([matchOperands(node, left, right, cx)]);
  const member = inContextOf(left.expression, collection.type.item);
  const type = commonType(member.type, collection.type.item);
  if (!type) refuse(cx, node, `${describeType(member.type)} cannot be a member of ${describeType(collection.type)}.`);
  const equals = equalityOf(type);
  const getMember = member.get;
  const getItems = valuesOf<readonly unknown[]>(collection);
  return (row) => {
    const value = getMember(row);
    return getItems(row)?.some((item) => equals(value, item)) ?? false;
  };
}
