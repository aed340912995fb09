/** An exact number as a fraction in lowest terms with a positive denominator; or one of the three that are no fractions. */
export type Rational = { readonly n: bigint; readonly d: bigint } | 'INF' | '-INF' | 'NaN';

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const abs = (a: bigint): bigint => (a < 0n ? -a : a);

export function fraction(n: bigint, d: bigint): Rational {
  const sign = d < 0n ? -1n : 1n;
  const common = gcd(abs(n), abs(d)) || 1n;
  return { n: (sign * n) / common, d: (sign * d) / common };
}

/** Reads the text of an integer or decimal. */
export function readRational(text: string): Rational {
  if (text === 'INF' || text === '-INF' || text === 'NaN') return text;
  const [, sign, whole = '', digits = '', exponent = '0'] =
    /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const power = BigInt(exponent) - BigInt(digits.length);
  const n = BigInt(whole + digits) * (sign === '-' ? -1n : 1n);
  return power < 0n ? fraction(n, 10n ** -power) : fraction(n * 10n ** power, 1n);
}

/** Negative, zero or positive; undefined with `NaN`. */
export function compareRationals(a: Rational, b: Rational): number | undefined {
  if (a === 'NaN' || b === 'NaN') return undefined;
  if (typeof a === 'string' || typeof b === 'string') return size(a) - size(b);
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const size = (a: Rational): number => (a === 'INF' ? 1 : a === '-INF' ? -1 : 0);

/** The nearest number with a denominator of `10 ** digits`, halves away from zero. */
export function roundTo(a: { readonly n: bigint; readonly d: bigint }, digits: bigint): Rational {
  const scaled = abs(a.n) * 10n ** digits;
  const rounded = (2n * scaled + a.d) / (2n * a.d);
  return fraction(a.n < 0n ? -rounded : rounded, 10n ** digits);
}
