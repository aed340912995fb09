import { type Cursor, fail, found } from './cursor.ts';
import { lazyPattern } from './lazy-pattern.ts';

const START = 1;
const PART = 2;
const MAX_LENGTH = 128;

/** What an ASCII character may be in an identifier. */
const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) CLASSES[code] = START | PART;
  else if (/[0-9]/.test(character)) CLASSES[code] = PART;
}

const unicodeStart = lazyPattern('[\\p{L}\\p{Nl}]', 'uy');
const unicodePart = lazyPattern('[\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}\\p{Pc}\\p{Cf}]', 'uy');

/**
 * The end of the identifier that begins at `from`, or `from` when none does (OData 4.01 ABNF, `odataIdentifier`):
 * a letter or `_`, then letters, digits and `_`, of any script, at most 128 in all.
 */
export function identifierEnd(c: Cursor, from: number): number {
  const { text } = c;
  let end = from;
  for (;;) {
    const code = text.charCodeAt(end);
    const wanted = end === from ? START : PART;
    if (code < 128) {
      if (((CLASSES[code] ?? 0) & wanted) === 0) break;
      end++;
    } else {
      const pattern = wanted === START ? unicodeStart() : unicodePart();
      pattern.lastIndex = end;
      if (!(code > 127) || !pattern.test(text)) break;
      end = pattern.lastIndex;
    }
  }
  if (end - from > MAX_LENGTH && countCharacters(text.slice(from, end)) > MAX_LENGTH) {
    fail(c, `A name has at most ${MAX_LENGTH} characters.`, [], from);
  }
  return end;
}

/** Characters beyond U+FFFF are two UTF-16 code units and one character. */
const countCharacters = (text: string): number => text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '_').length;

/** Whether an ASCII character can go on an identifier or a number, so that what stands before it has not ended. */
export const isIdentifierPart = (code: number): boolean => code > 127 || (CLASSES[code] ?? 0) !== 0;

/** Takes an identifier that must stand here. */
export function takeIdentifier(c: Cursor, what: string): string {
  const start = c.pos;
  const end = identifierEnd(c, start);
  if (end === start) fail(c, `Expected ${what}, found ${found(c)}.`, [what]);
  c.pos = end;
  return c.text.slice(start, end);
}

/** The end of a name with or without a namespace, `Model.Customer`, that begins at `from`; `from` when none does. */
export function qualifiedNameEnd(c: Cursor, from: number): number {
  let end = identifierEnd(c, from);
  while (end > from && c.text.charCodeAt(end) === 46) {
    const next = identifierEnd(c, end + 1);
    if (next === end + 1) return end;
    end = next;
  }
  return end;
}
