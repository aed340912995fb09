/** An exact decimal number too long for a JavaScript number: `digits / 10 ** scale`. The scale is never negative. */
export interface BigDecimal {
  readonly digits: bigint;
  readonly scale: number;
}

const TEXT = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** The largest exponent that is worked out digit by digit; beyond it a number is as large or small as a double can say. */
const MAX_EXPONENT = 400;

/**
 * Reads the text of a number exactly.
 *
 * @returns Undefined when the text is no number, or its exponent is out of all proportion.
 */
export function parseBigDecimal(text: string): BigDecimal | undefined {
  const match = TEXT.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const magnitude = BigInt(whole + fraction);
  const digits = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - exponent;
  return scale < 0 ? { digits: digits * power(-scale), scale: 0 } : { digits, scale };
}

/** `10n ** exponent`. */
export const power = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Brings two numbers to one scale. */
export function align(a: BigDecimal, b: BigDecimal): { a: bigint; b: bigint; scale: number } {
  if (a.scale === b.scale) return { a: a.digits, b: b.digits, scale: a.scale };
  return a.scale < b.scale
    ? { a: a.digits * power(b.scale - a.scale), b: b.digits, scale: b.scale }
    : { a: a.digits, b: b.digits * power(a.scale - b.scale), scale: a.scale };
}

/** -1, 0 or 1. */
export function compareBig(left: BigDecimal, right: BigDecimal): number {
  const { a, b } = align(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The digits after the point that a division keeps: as many as IEEE 754 decimal128 has in all. */
const DIVISION_SCALE = 34;

/** The quotient, rounded half away from zero where it does not end. The divisor is not zero. */
export function divideBig(left: BigDecimal, right: BigDecimal): BigDecimal {
  const { a, b } = align(left, right);
  return { digits: divideRounded(a * power(DIVISION_SCALE), b), scale: DIVISION_SCALE };
}

/** Integer division, rounded half away from zero. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const rest = (a % b) * 2n;
  const magnitude = rest < 0n ? -rest : rest;
  if (magnitude < (b < 0n ? -b : b)) return quotient;
  return quotient + (a < 0n === b < 0n ? 1n : -1n);
}
