import type { ArithmeticOperator, ComparisonOperator } from '../nodes/filter-node.ts';
import type { Approximation, Expression, Getter } from './context.ts';
import { type Numeric, parseNumeric, toDouble } from './numeric.ts';
import type { Fields } from './own-property.ts';

/**
 * The sum of what was added, without signs, that the approximation which was asked last has left here: the error of its result is at most
 * that, times a small multiple of the precision of doubles for each operation.
 */
const register = { magnitude: 0 };

/** The largest approximation: its error is at most 2 × 32 roundings of 2⁻⁵³ each, which is less than the tolerance. */
const MAX_SIZE = 32;
const TOLERANCE = 1e-14;
/** Below this a double has fewer digits than it promises. */
const TINY = 1e-290;

/** The approximation of a property of the row or of a constant; undefined for other expressions. */
function ofLeaf({ own, constant, approximation }: Expression): Approximation | undefined {
  if (approximation) return approximation;
  if (constant) {
    const value = constant.value === null ? Number.NaN : toDouble(constant.value as Numeric); // a number, as the caller knows
    const magnitude = Math.abs(value);
    return {
      size: 1,
      get: () => {
        register.magnitude = magnitude;
        return value;
      },
    };
  }
  if (own === undefined) return undefined;
  return {
    size: 1,
    get: (row) => {
      const raw = (row as Fields)[own];
      const value = typeof raw === 'number' ? raw : typeof raw === 'string' ? fromText(raw) : Number.NaN;
      register.magnitude = Math.abs(value);
      return value;
    },
  };
}

function fromText(text: string): number {
  const value = parseNumeric(text);
  return value === undefined ? Number.NaN : toDouble(value);
}

/** The approximation of an operation on integers or decimals; undefined where there is none. */
export function approximate(
  operator: ArithmeticOperator,
  leftSide: Expression,
  rightSide: Expression,
): Approximation | undefined {
  const left = ofLeaf(leftSide);
  const right = ofLeaf(rightSide);
  if (!left || !right || left.size + right.size >= MAX_SIZE) return undefined;
  const size = left.size + right.size + 1;
  const getLeft = left.get;
  const getRight = right.get;
  switch (operator) {
    case 'add':
    case 'sub': {
      const sign = operator === 'add' ? 1 : -1;
      return {
        size,
        get: (row) => {
          const value = getLeft(row);
          const { magnitude } = register;
          const result = value + sign * getRight(row);
          register.magnitude += magnitude;
          return result;
        },
      };
    }
    case 'mul':
      return {
        size,
        get: (row) => {
          const value = getLeft(row);
          const { magnitude } = register;
          const result = value * getRight(row);
          register.magnitude *= magnitude;
          return result;
        },
      };
    default:
      return undefined;
  }
}

/** What each operator says when the left side is less, and when it is greater. */
const VERDICTS: Readonly<Record<ComparisonOperator, readonly [less: boolean, greater: boolean]>> = {
  eq: [false, false],
  ne: [true, true],
  gt: [false, true],
  ge: [false, true],
  lt: [true, false],
  le: [true, false],
};

/**
 * Compares by approximation where one side is computed. Undefined where that is no gain.
 *
 * @param wanted - Whether the test is for the comparison to hold, or not to hold.
 * @param exact - The same test with exact numbers, for the close calls.
 */
export function approximateComparison(
  operator: ComparisonOperator,
  leftSide: Expression,
  rightSide: Expression,
  wanted: boolean,
  exact: Getter<boolean>,
): Getter<boolean> | undefined {
  if (!leftSide.approximation && !rightSide.approximation) return undefined;
  const left = ofLeaf(leftSide);
  const right = ofLeaf(rightSide);
  if (!left || !right) return undefined;
  const getLeft = left.get;
  const getRight = right.get;
  const less = VERDICTS[operator][0] === wanted;
  const greater = VERDICTS[operator][1] === wanted;
  return (row) => {
    const value = getLeft(row);
    const { magnitude } = register;
    const difference = value - getRight(row);
    const error = (magnitude + register.magnitude) * TOLERANCE + TINY;
    if (difference > error) return greater;
    return difference < -error ? less : exact(row);
  };
}
