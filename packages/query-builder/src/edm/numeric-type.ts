/**
 * Whether a whole number has room in so many bits.
 *
 * @param digits - A whole number as OData writes it, for instance `-5`, `+007`.
 * @param wrap - How a number is cut to the bits; by default with a sign.
 */
export function fitsBits(digits: string, bits: number, wrap = BigInt.asIntN): boolean {
  const shortest = digits.replace(/^\+?(-?)0*(?=\d)/, '$1');
  // Longer than any Int64: a million digits must not become a BigInt.
  if (shortest.length > 20) return false;
  const value = BigInt(shortest);
  return wrap(bits, value) === value;
}

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
  if (text.length < 10 || fitsBits(text, 32)) return 'Edm.Int32';
  return fitsBits(text, 64) ? 'Edm.Int64' : 'Edm.Decimal';
}
