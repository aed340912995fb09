import { type Cursor, fail, skipBlanks } from './cursor.ts';

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

/**
 * Checks a whole `$search` expression (OData 4.01 ABNF, `searchExpr`): words, phrases in double quotes and groups in parentheses,
 * with blanks between them. `AND`, `OR` and `NOT` need no check: where they are no operators they are words.
 */
export function checkSearch(c: Cursor): void {
  const { text } = c;
  // The grammar lets an expression that is still being typed stand between single quotes, whatever it is.
  if (/^'[^]*'$/.test(text)) return;
  const groups: number[] = [];
  let isExpected = true;
  skipBlanks(c);
  while (c.pos < text.length) {
    const character = text[c.pos];
    if (character === '(' && isExpected) {
      groups.push(c.pos++);
    } else if (character === ')' && groups.length > 0) {
      if (isExpected) fail(c, 'A group of $search needs a word or a phrase.', ['a word', '"']);
      groups.pop();
      c.pos++;
    } else {
      if (!isExpected)
        fail(c, `Expected a blank after a phrase or group of $search, found '${character}'.`, ['a blank']);
      c.pos = character === '"' ? phraseEnd(c) + 1 : wordEnd(c, groups.length > 0);
      isExpected = false;
    }
    const start = c.pos;
    skipBlanks(c);
    if (c.pos > start || groups.at(-1) === start - 1) isExpected = true;
  }
  const open = groups.pop();
  if (open !== undefined) fail(c, 'This group of $search is not closed.', ["')'"], open);
  if (text.trim() === '') fail(c, '$search needs a word or a phrase in double quotes.', ['a word', '"']);
}

/** The end of the word that begins here: a blank, or in a group its parenthesis. */
function wordEnd({ text, pos }: Cursor, isInGroup: boolean): number {
  return pos + text.slice(pos).search(isInGroup ? /[ \t)]|$/ : /[ \t]|$/);
}
