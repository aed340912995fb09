import type { FilterNode, InNode } from '../nodes/filter-node.ts';
import { compileOperands, type Operands } from './comparable.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, type Getter, refuse, valuesOf } from './context.ts';
import { equalityOf } from './equality.ts';
import { type Condition, twoValued } from './logic.ts';
import type { Fields } from './own-property.ts';
import { commonType } from './comparable.ts';
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
  const pairs = items.map((item) => compileOperands(item, node.left, item, cx));
  const [first] = pairs;
  if (first === undefined) {
    compile(node.left, cx);
    return () => false;
  }
  const { left } = first;
  if (pairs.every(({ right }) => right.constant) && pairs.every(({ type }) => hasIdentity(type))) {
    return inSet(left, new Set(pairs.map(({ right }) => right.constant?.value)));
  }
  return inNumbers(left, pairs) ?? inPairs(left, pairs);
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

function inPairs(left: Expression, pairs: readonly Operands[]): Getter<boolean> {
  const getLeft = left.get;
  const tests = pairs.map(({ right, type }) => ({ getRight: right.get, equals: equalityOf(type) }));
  return (row) => {
    const value = getLeft(row);
    for (const { getRight, equals } of tests) if (equals(value, getRight(row))) return true;
    return false;
  };
}

/** A collection, or a single expression in parentheses, which is an elaborate way of writing `eq`. */
function inCollection(node: InNode, cx: Context): Getter<boolean> {
  const right = compile(node.right, cx);
  if (right.type.kind !== 'collection') {
    const { left, right: other, type } = compileOperands(node, node.left, node.right, cx);
    return inPairs(left, [{ left, right: other, type }]);
  }
  const left = inContextOf(compile(node.left, cx), right.type.item);
  const type = commonType(left.type, right.type.item);
  if (!type) refuse(cx, node, `${describeType(left.type)} cannot be a member of ${describeType(right.type)}.`);
  const equals = equalityOf(type);
  const getLeft = left.get;
  const getItems = valuesOf<readonly unknown[]>(right);
  return (row) => {
    const value = getLeft(row);
    return getItems(row)?.some((item) => equals(value, item)) ?? false;
  };
}
