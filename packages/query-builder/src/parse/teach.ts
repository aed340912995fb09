import { nearest } from '../nodes/nearest.ts';
import { type Cursor, fail, found, isBlank, skipBlanks, take } from './cursor.ts';
import { identifierEnd } from './identifier.ts';
import { operatorNames } from './operators.ts';

/** What people write who come from other languages, and what OData writes. Longer ones first. */
const SYMBOLS: readonly (readonly [symbol: string, advice: string])[] = [
  ['===', 'eq for equality'],
  ['==', 'eq for equality'],
  ['=', 'eq for equality'],
  ['!=', 'ne for inequality'],
  ['<>', 'ne for inequality'],
  ['>=', 'ge'],
  ['<=', 'le'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['&&', 'and'],
  ['||', 'or'],
  ['+', 'add, or for a blank in a URL %20'],
  ['-', 'sub'],
  ['*', 'mul'],
  ['/', 'div'],
  ['%', 'mod'],
];

const WORDS: ReadonlyMap<string, string> = new Map([
  ['like', "contains(name,'part'), startswith(name,'part') or endswith(name,'part')"],
  ['contains', "contains(name,'part')"],
  ['startswith', "startswith(name,'part')"],
  ['endswith', "endswith(name,'part')"],
  ['is', 'eq null, or ne null'],
  ['between', 'name ge low and name le high'],
  ['not', 'not name in (…), with not before the whole comparison'],
  ['equals', 'eq'],
  ['desc', '$orderby for an order; a filter has none'],
  ['asc', '$orderby for an order; a filter has none'],
]);

/** Operators as shells write them, `-eq`, each as OData does. */
const DASHED = /-(eq|ne|gt|ge|lt|le|and|or|in|like|contains|startswith|endswith)(?![\p{L}\d_])/iuy;

/** A date of another form: `03/25/2025`, `25-3-2025`, `2025/03/25`. */
const OTHER_DATE = /(?<!\d)\d{1,4}([-/])\d{1,2}\1\d{1,4}/y;

/** How a date and a timestamp are written. */
export const DATE_FORM =
  'A date is written 2019-11-22, with two digits each for month and day, and a timestamp 2019-11-22T00:00:00Z';

/** Refuses what is left behind a whole expression, with what the writer probably meant. */
export function refuseRest(c: Cursor): never {
  const before = c.pos;
  skipBlanks(c);
  const { text, pos } = c;
  if (pos === text.length) fail(c, 'A filter does not end with a blank.', ['the end'], before);
  teachOperator(c, pos > before);
  if (text[pos] === ')') fail(c, "This ')' closes nothing.", ['an operator', 'the end']);
  if (pos === before && text[pos - 1] === "'" && /['\p{L}\d]/u.test(text[pos] ?? '')) {
    fail(c, `Found ${found(c)} right after a string: a quote inside a string is doubled, as in 'O''Neil'.`, ["''"]);
  }
  if (/[\n\r\f\v\u00a0]/.test(text[pos] ?? '')) {
    fail(c, 'Only blanks and tabs may stand between the parts of a filter.', ['a blank']);
  }
  fail(c, `Expected an operator or the end, found ${found(c)}.`, [...operatorNames, 'the end']);
}

/** Takes the bracket that closes after an expression; what stands there instead may be meant as an operator. */
export function takeClosing(c: Cursor, bracket: string, context: string): void {
  if (c.text[c.pos] !== bracket) teachOperator(c, isBlank(c.text.charCodeAt(c.pos - 1)));
  take(c, bracket, context);
}

/** Refuses an operator of another language, and a word where an operator should stand; leaves everything else. */
function teachOperator(c: Cursor, isAfterBlank: boolean): void {
  const { text, pos } = c;
  DASHED.lastIndex = pos;
  const dashed = DASHED.exec(text)?.[1]?.toLowerCase();
  if (dashed)
    fail(
      c,
      `'-${dashed}' is no operator of OData: write ${WORDS.get(dashed) ?? dashed}, without the minus.`,
      operatorNames,
    );
  OTHER_DATE.lastIndex = pos - (/\d{0,4}$/.exec(text.slice(Math.max(0, pos - 4), pos))?.[0].length ?? 0);
  if (OTHER_DATE.test(text)) fail(c, `${DATE_FORM}.`);
  if (
    isAfterBlank &&
    /\d{4}-\d\d-\d\d[ \t]+$/.test(text.slice(Math.max(0, pos - 20), pos)) &&
    /^\d\d:/.test(text.slice(pos, pos + 3))
  ) {
    fail(c, `Between the date and the time of a timestamp stands a T, and a zone at its end. ${DATE_FORM}.`);
  }
  const symbol = SYMBOLS.find(([characters]) => text.startsWith(characters, pos));
  if (symbol) fail(c, `'${symbol[0]}' is no operator of OData: write ${symbol[1]}.`, operatorNames);
  const end = identifierEnd(c, pos);
  if (end > pos && isAfterBlank) refuseWord(c, text.slice(pos, end));
}

function refuseWord(c: Cursor, word: string): never {
  const advice = WORDS.get(word.toLowerCase());
  if (advice !== undefined) fail(c, `'${word}' is no operator between operands: write ${advice}.`, operatorNames);
  const operator = nearest(word.toLowerCase(), operatorNames);
  const hint =
    operator === undefined ? 'A string with blanks stands between single quotes.' : `Did you mean '${operator}'?`;
  fail(c, `Expected an operator or the end, found '${word}'. ${hint}`, [...operatorNames, 'the end']);
}
