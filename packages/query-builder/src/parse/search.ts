import { type Cursor, fail } from './cursor.ts';

/**
 * Takes a `$search` expression inside the options of a `$count`: up to the closing parenthesis or `;`, which may stand inside
 * it only in phrases or in balanced parentheses.
 *
 * @returns Its text.
 */
export function takeSearchText(c: Cursor): string {
  const { text } = c;
  const start = c.pos;
  let open = 0;
  for (; c.pos < text.length; c.pos++) {
    const character = text[c.pos];
    if (character === '"') c.pos = phraseEnd(c);
    else if (character === '(') open++;
    else if (character === ';' && open === 0) break;
    else if (character === ')' && open-- === 0) break;
  }
  const search = text.slice(start, c.pos).trimEnd();
  if (search === '') fail(c, '$search needs a word or a phrase in double quotes.', ['a word', '"']);
  return search;
}

/** The offset of the quote that closes the phrase that begins here; `\"` and `\\` stand for the character (5.1.7). */
function phraseEnd(c: Cursor): number {
  for (let at = c.pos + 1; at < c.text.length; at++) {
    if (c.text[at] === '\\') at++;
    else if (c.text[at] === '"') return at;
  }
  return fail(c, 'This phrase is not closed: a phrase stands between double quotes.', ['"']);
}

/** Whether a text can be a `$search` expression: it is not empty, its phrases are closed and its parentheses balanced. */
export function checkSearch(c: Cursor): void {
  takeSearchText(c);
  if (c.pos < c.text.length) fail(c, `Found '${c.text[c.pos]}' where the search should go on or end.`);
}
