const INT32_DIGITS = '2147483648';
const INT64_DIGITS = '9223372036854775808';

/**
 * The type of a number, from its text alone, so that everyone who makes literals agrees: with an exponent, `INF` or `NaN` it
 * is `Edm.Double`, with a point `Edm.Decimal`, otherwise the smallest of `Edm.Int32`, `Edm.Int64` and `Edm.Decimal` that holds it.
 *
 * @param text - A number as OData writes it, for instance `-5`, `1.50`, `1E+5`, `INF`.
 * @returns The type.
 * @example
 * numericType('2147483648'); // 'Edm.Int64'
 */
export function numericType(text: string): 'Edm.Int32' | 'Edm.Int64' | 'Edm.Decimal' | 'Edm.Double' {
  if (/[eEN]/.test(text)) return 'Edm.Double';
  if (text.includes('.')) return 'Edm.Decimal';
  if (text.length < 10) return 'Edm.Int32';
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]?0*/, '');
  if (fits(digits, INT32_DIGITS, negative)) return 'Edm.Int32';
  return fits(digits, INT64_DIGITS, negative) ? 'Edm.Int64' : 'Edm.Decimal';
}

/** Whether the magnitude lies in the range of a two's-complement integer, whose lowest value has the magnitude `lowest`. */
function fits(digits: string, lowest: string, negative: boolean): boolean {
  if (digits.length !== lowest.length) return digits.length < lowest.length;
  return digits < lowest || (negative && digits === lowest);
}
