import { type Cursor, fail } from './cursor.ts';

/**
 * Takes a text between single quotes, in which a quote is doubled (OData 4.01 ABNF, `SQUOTE-in-string`).
 *
 * @returns The text, unquoted.
 */
export function takeQuoted(c: Cursor): string {
  const { text } = c;
  const start = c.pos + 1;
  let end = text.indexOf("'", start);
  let isDoubled = false;
  while (end >= 0 && text.charCodeAt(end + 1) === 39) {
    isDoubled = true;
    end = text.indexOf("'", end + 2);
  }
  if (end < 0) {
    fail(c, "This string is not closed; a quote inside a string is doubled, as in 'O''Neil'.", ["'"]);
  }
  c.pos = end + 1;
  const inner = text.slice(start, end);
  return isDoubled ? inner.replaceAll("''", "'") : inner;
}
