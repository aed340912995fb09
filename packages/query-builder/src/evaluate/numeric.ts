import { type BigDecimal, align, compareBig, divideBig, parseBigDecimal, power } from './big-decimal.ts';

/**
 * A number of any numeric type while it is worked with. A JavaScript number stands for the decimal number that it prints as: for up
 * to 15 significant digits that is exactly the number that was written, and order and equality of such numbers are those of the
 * decimals. What needs more digits is a `BigDecimal`. `INF`, `-INF` and `NaN` are JavaScript numbers.
 */
export type Numeric = number | BigDecimal;

/** The digits that a double holds, whatever they are. */
const SAFE_DIGITS = 15;
const SAFE_BIG = 10n ** 15n;
const SAFE = 1e15;

const PLAIN = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * Reads a number of a row or of a literal.
 *
 * @returns Undefined when the text is no number.
 */
export function parseNumeric(text: string): Numeric | undefined {
  const short = parseShort(text);
  if (!Number.isNaN(short)) return short;
  if (text === 'INF') return Infinity;
  if (text === '-INF') return -Infinity;
  if (text === 'NaN') return Number.NaN;
  if (!PLAIN.test(text)) return undefined;
  const big = parseBigDecimal(text);
  return big === undefined ? Number(text) : simplify(big);
}

/**
 * The number of a text of at most 15 digits without an exponent, else `NaN`: the digits as a whole number, divided by the power of
 * ten of those after the point, is the double nearest to the decimal number, since both are doubles exactly.
 */
function parseShort(text: string): number {
  const { length } = text;
  if (length > SAFE_DIGITS) return Number.NaN;
  const first = text.charCodeAt(0);
  let index = first === 45 || first === 43 ? 1 : 0;
  let digits = 0;
  let point = -1;
  const start = index;
  for (; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
    else if (code === 46 && point < 0 && index > start) point = index;
    else return Number.NaN;
  }
  if (index === start || point === length - 1) return Number.NaN;
  const value = point < 0 ? digits : digits / (POWERS[length - point - 1] ?? Number.NaN);
  return first === 45 ? -value : value;
}

const POWERS = Array.from({ length: SAFE_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/** The same number as a JavaScript number, if that holds it. */
export function simplify(big: BigDecimal): Numeric {
  let { digits, scale } = big;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale--;
  }
  const isShort = digits < SAFE_BIG && digits > -SAFE_BIG && scale <= 22;
  if (isShort) return Number(digits) / 10 ** scale;
  if (scale === 0 && digits >= Number.MIN_SAFE_INTEGER && digits <= Number.MAX_SAFE_INTEGER) return Number(digits);
  return { digits, scale };
}

/** The decimal number that a finite JavaScript number stands for. */
export function toBig(value: Numeric): BigDecimal {
  if (typeof value === 'object') return value;
  return parseBigDecimal(String(value)) ?? { digits: 0n, scale: 0 };
}

/** Negative, zero or positive; `NaN` when one of them is no number. */
export function compareNumeric(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
  if (typeof a === 'number' && !Number.isFinite(a)) return a;
  if (typeof b === 'number' && !Number.isFinite(b)) return -b;
  return compareBig(toBig(a), toBig(b));
}

const isSpecial = (a: Numeric): a is number => typeof a === 'number' && !Number.isFinite(a);

/** The two as JavaScript numbers, as a double would have them: only used where one of them is no finite number anyway. */
export const toDouble = (a: Numeric): number => (typeof a === 'number' ? a : Number(`${a.digits}e-${a.scale}`));

/** The number of digits after the point, if the number has at most 15 digits and 10 of them after the point; else -1. */
function shortScale(value: number): number {
  for (let scale = 0, factor = 1; scale <= 10; scale++, factor *= 10) {
    const digits = Math.round(value * factor);
    if (digits >= SAFE || digits <= -SAFE) return -1;
    if (digits / factor === value) return scale;
  }
  return -1;
}

/** The sum. */
export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
      const sum = a + b;
      if (Number.isSafeInteger(sum)) return sum;
    } else {
      const scale = Math.max(shortScale(a), shortScale(b));
      if (scale >= 0 && shortScale(a) >= 0 && shortScale(b) >= 0) {
        const factor = 10 ** scale;
        const sum = Math.round(a * factor) + Math.round(b * factor);
        if (sum < SAFE && sum > -SAFE) return sum / factor;
      }
    }
  }
  if (isSpecial(a) || isSpecial(b)) return toDouble(a) + toDouble(b);
  const aligned = align(toBig(a), toBig(b));
  return simplify({ digits: aligned.a + aligned.b, scale: aligned.scale });
}

/** The difference. */
export const subtract = (a: Numeric, b: Numeric): Numeric => add(a, negateNumeric(b));

/** The opposite. */
export const negateNumeric = (a: Numeric): Numeric =>
  typeof a === 'number' ? -a : { digits: -a.digits, scale: a.scale };

/** The product. */
export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const scaleA = Number.isSafeInteger(a) ? 0 : shortScale(a);
    const scaleB = Number.isSafeInteger(b) ? 0 : shortScale(b);
    if (scaleA >= 0 && scaleB >= 0) {
      const product = Math.round(a * 10 ** scaleA) * Math.round(b * 10 ** scaleB);
      if (product < SAFE && product > -SAFE) return product / 10 ** (scaleA + scaleB);
    }
  }
  if (isSpecial(a) || isSpecial(b)) return toDouble(a) * toDouble(b);
  const bigA = toBig(a);
  const bigB = toBig(b);
  return simplify({ digits: bigA.digits * bigB.digits, scale: bigA.scale + bigB.scale });
}

/** Whether a number is zero, of either sign. */
export const isZero = (a: Numeric): boolean => (typeof a === 'number' ? a === 0 : a.digits === 0n);

/** The quotient of two decimals, to 34 digits after the point. The divisor is not zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (isSpecial(a) || isSpecial(b)) return toDouble(a) / toDouble(b);
  return simplify(divideBig(toBig(a), toBig(b)));
}

/** The whole number of times that one integer goes into another, towards zero. The divisor is not zero. */
export function divideIntegers(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b + 0;
  const aligned = align(toBig(a), toBig(b));
  return simplify({ digits: aligned.a / aligned.b, scale: 0 });
}

/** The remainder, with the sign of the left operand. The divisor is not zero. */
export function remainder(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b))
    return a % b;
  if (isSpecial(a) || isSpecial(b)) return toDouble(a) % toDouble(b);
  const { a: digitsA, b: digitsB, scale } = align(toBig(a), toBig(b));
  return simplify({ digits: digitsA % digitsB, scale });
}

/** How a number with digits after its point becomes whole. */
export type Rounding = 'round' | 'floor' | 'ceiling';

/** The whole number nearest, below or above; halves go away from zero (5.1.1.9). */
export function toWhole(a: Numeric, rounding: Rounding): Numeric {
  if (typeof a === 'number') {
    if (rounding === 'floor') return Math.floor(a);
    if (rounding === 'ceiling') return Math.ceil(a) + 0;
    return Math.trunc(a) === a ? a : roundHalfAway(a);
  }
  const factor = power(a.scale);
  const whole = a.digits / factor;
  const rest = a.digits - whole * factor;
  if (rest === 0n) return simplify({ digits: whole, scale: 0 });
  const isNegative = rest < 0n;
  let step = 0n;
  if (rounding === 'floor') step = isNegative ? -1n : 0n;
  else if (rounding === 'ceiling') step = isNegative ? 0n : 1n;
  else if ((isNegative ? -rest : rest) * 2n >= factor) step = isNegative ? -1n : 1n;
  return simplify({ digits: whole + step, scale: 0 });
}

/** 0.49999999999999994 + 0.5 is 1 in doubles, so the distance from the whole number below decides instead of a sum. */
function roundHalfAway(value: number): number {
  const magnitude = Math.abs(value);
  const below = Math.floor(magnitude);
  const rounded = magnitude - below >= 0.5 ? below + 1 : below;
  return value < 0 ? -rounded + 0 : rounded;
}
