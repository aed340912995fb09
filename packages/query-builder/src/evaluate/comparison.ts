import type { ComparisonNode, ComparisonOperator } from '../nodes/filter-node.ts';
import { comparerOf } from './compare.ts';
import { compileOperands, type Operands } from './comparable.ts';
import { type Context, type Expression, type Getter, refuse } from './context.ts';
import { equalityOf } from './equality.ts';
import { fastComparison } from './fast-comparison.ts';
import { type Condition, twoValued } from './logic.ts';
import { describeType } from './static-type.ts';

/** Whether the sign of a comparison means that an order operator holds; `NaN` never does. */
export const holds: Readonly<Record<Exclude<ComparisonOperator, 'eq' | 'ne'>, (sign: number) => boolean>> = {
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
};

/**
 * Compiles `eq`, `ne`, `gt`, `ge`, `lt` and `le`. They are never null (5.1.1.1.1 to 5.1.1.1.6): null equals only null, and an
 * order with null is false, so that `not (x gt 5)` holds where x is null.
 */
export function compileComparison(node: ComparisonNode, cx: Context): Condition {
  const operands = compileOperands(node, node.left, node.right, cx);
  const general = twoValued(generalComparison(node, operands, cx));
  return {
    ...general,
    isTrue: fastComparison(node.operator, operands, true, general.isTrue),
    isFalse: fastComparison(node.operator, operands, false, general.isFalse),
  };
}

function generalComparison(node: ComparisonNode, { left, right, type }: Operands, cx: Context): Getter<boolean> {
  const { operator } = node;
  if (operator === 'eq' || operator === 'ne') {
    const equals = equalityOf(type);
    return operator === 'eq' ? withBoth(left, right, equals) : withBoth(left, right, (a, b) => !equals(a, b));
  }
  if (type.kind === 'null') return () => false;
  const compare = comparerOf(type);
  if (!compare) refuse(cx, node, `'${operator}' needs an order, which ${describeType(type)} has not; eq and ne go.`);
  const test = holds[operator];
  return withBoth(left, right, (a, b) => a !== null && b !== null && test(compare(a, b)));
}

function withBoth(left: Expression, right: Expression, test: (a: unknown, b: unknown) => boolean): Getter<boolean> {
  const getLeft = left.get;
  const getRight = right.get;
  if (right.constant) {
    const { value } = right.constant;
    return (row) => test(getLeft(row), value);
  }
  return (row) => test(getLeft(row), getRight(row));
}
