import type { ArithmeticOperator } from '../nodes/filter-node.ts';
import { ODataEvaluationError } from './evaluation-error.ts';
import {
  add,
  divide,
  divideIntegers,
  isZero,
  multiply,
  type Numeric,
  remainder,
  subtract,
  toDouble,
} from './numeric.ts';

type Compute = (left: Numeric, right: Numeric) => Numeric;

/**
 * An operator on integers and decimals, exact.
 *
 * @param areIntegers - Whether both are integers: then `div` gives the whole number of times, towards zero (5.1.1.2.5).
 */
export function exactOperation(operator: ArithmeticOperator, areIntegers: boolean): Compute {
  switch (operator) {
    case 'add':
      return add;
    case 'sub':
      return subtract;
    case 'mul':
      return multiply;
    case 'div':
      return guarded('div', areIntegers ? divideIntegers : divide);
    case 'mod':
      return guarded('mod', remainder);
    case 'divby':
      return (left, right) => (isZero(right) ? signedInfinity(left) : divide(left, right));
  }
}

/** An operator on doubles, as IEEE 754 has it; only `mod` by zero fails (5.1.1.2.6). */
export function floatOperation(operator: ArithmeticOperator): Compute {
  switch (operator) {
    case 'add':
      return (left, right) => toDouble(left) + toDouble(right);
    case 'sub':
      return (left, right) => toDouble(left) - toDouble(right);
    case 'mul':
      return (left, right) => toDouble(left) * toDouble(right);
    case 'div':
    case 'divby':
      return (left, right) => (isZero(right) ? signedInfinity(left) : toDouble(left) / toDouble(right));
    case 'mod':
      return guarded('mod', (left, right) => toDouble(left) % toDouble(right));
  }
}

/** What a number divided by zero is: `INF` or `-INF` by its sign, `NaN` for zero (5.1.1.2.5). */
const signedInfinity = (value: Numeric): number => toDouble(value) / 0;

const guarded =
  (operator: ArithmeticOperator, compute: Compute): Compute =>
  (left, right) => {
    if (isZero(right)) throw new ODataEvaluationError('division-by-zero', `'${operator}' by zero: the request fails.`);
    return compute(left, right);
  };
