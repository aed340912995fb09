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
  const digits = text.replace(/^\+?(-?)0*(?=\d)/, '$1');
  // Longer than any Int64, and a million digits must not become a BigInt.
  if (digits.length > 20) return 'Edm.Decimal';
  const value = BigInt(digits);
  if (BigInt.asIntN(32, value) === value) return 'Edm.Int32';
  return BigInt.asIntN(64, value) === value ? 'Edm.Int64' : 'Edm.Decimal';
}
