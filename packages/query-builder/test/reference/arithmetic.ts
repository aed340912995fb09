import { compareRationals, fraction, type Rational, roundTo } from './rational.ts';
import { NULL, ReferenceFailure, type Value } from './value.ts';

/** A quotient keeps 34 digits after its point (see the decision on numbers). */
const DIVISION_DIGITS = 34n;

/** `add`, `sub`, `mul`, `div`, `divby` and `mod` of integers and decimals (5.1.1.2). */
export function arithmetic(operator: string, a: Value, b: Value): Value {
  if (a.t !== 'number' || b.t !== 'number') return NULL;
  const areIntegers = a.isInteger && b.isInteger;
  const isInteger = areIntegers && operator !== 'divby';
  return { t: 'number', v: compute(operator, a.v, b.v, areIntegers), isInteger };
}

function compute(operator: string, a: Rational, b: Rational, areIntegers: boolean): Rational {
  if (compareRationals(b, { n: 0n, d: 1n }) === 0 && /div|mod/.test(operator)) {
    if (operator !== 'divby') throw new ReferenceFailure('by zero');
    const sign = compareRationals(a, { n: 0n, d: 1n });
    return sign === undefined || sign === 0 ? 'NaN' : sign > 0 ? 'INF' : '-INF';
  }
  if (typeof a === 'string' || typeof b === 'string') return asDoubles(operator, a, b);
  switch (operator) {
    case 'add':
      return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
    case 'sub':
      return fraction(a.n * b.d - b.n * a.d, a.d * b.d);
    case 'mul':
      return fraction(a.n * b.n, a.d * b.d);
    case 'mod':
      return fraction((a.n * b.d) % (b.n * a.d), a.d * b.d);
    default: {
      const n = a.n * b.d;
      const d = b.n * a.d;
      if (areIntegers && operator === 'div') return fraction(n / d, 1n);
      return roundTo(d < 0n ? { n: -n, d: -d } : { n, d }, DIVISION_DIGITS);
    }
  }
}

/** With an infinity or NaN the rules are those of IEEE 754, and only the sign of the other number matters. */
function asDoubles(operator: string, a: Rational, b: Rational): Rational {
  const [x, y] = [toDouble(a), toDouble(b)];
  const results: Readonly<Record<string, number>> = {
    add: x + y,
    sub: x - y,
    mul: x * y,
    mod: x % y,
    div: x / y,
    divby: x / y,
  };
  const result = results[operator] ?? Number.NaN;
  if (Number.isNaN(result)) return 'NaN';
  if (result === Infinity) return 'INF';
  if (result === -Infinity) return '-INF';
  return operator === 'mod' ? a : { n: 0n, d: 1n };
}

const toDouble = (a: Rational): number =>
  typeof a === 'string' ? Number(a.replace('INF', 'Infinity')) : Math.sign(Number(a.n)) * (a.n === 0n ? 0 : 1);
