import { numericType } from '../edm/numeric-type.ts';
import type { LiteralNode } from '../nodes/filter-node.ts';
import { literal } from '../nodes/create.ts';
import { type Cursor, fail, found } from './cursor.ts';
import { isIdentifierPart } from './identifier.ts';
import { DATE_FORM } from './teach.ts';

const GUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/iy;
const DATE = /-?(?:0\d{3}|[1-9]\d{3,})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/y;
const TIME = /(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,12})?)?/y;
const OFFSET = /z|[+-](?:[01]\d|2[0-3]):[0-5]\d/iy;
const NUMBER = /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const WRITE_ZONE = 'a zone: Z, or an offset such as +02:00 (in a URL the + is written %2B)';

const endOf = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Takes what begins with a digit or a sign: a number, date, timestamp, time of day or GUID (OData 4.01 ABNF, section 7). */
export function takeNumberOrDate(c: Cursor): LiteralNode {
  const { text, pos } = c;
  let end = pos;
  const first = text.charCodeAt(pos);
  if (first === 43 || first === 45) end++;
  while (isDigit(text.charCodeAt(end))) end++;
  switch (text.charCodeAt(end)) {
    case 45: // '-'
      if (end === pos + 8 && isGuidAt(c)) return takeGuid(c);
      if (end - pos >= 4) return takeDate(c);
      break;
    case 58: // ':'
      if (end === pos + 2 && isDigit(first) && isDigit(text.charCodeAt(end + 1))) return takeTimeOfDay(c);
      break;
    case 46: // '.'
      return takeNumber(c);
    default:
      if (isIdentifierPart(text.charCodeAt(end))) return isGuidAt(c) ? takeGuid(c) : takeNumber(c);
  }
  return finish(c, end, true);
}

/** Whether a GUID begins here. */
export function isGuidAt({ text, pos }: Cursor): boolean {
  return text.charCodeAt(pos + 8) === 45 && text.charCodeAt(pos + 13) === 45 && endOf(GUID, text, pos) > 0;
}

/** Takes the GUID that begins here. */
export function takeGuid(c: Cursor): LiteralNode {
  const start = c.pos;
  c.pos += 36;
  refuseTail(c, 'a GUID');
  return literal('Edm.Guid', c.text.slice(start, c.pos));
}

function takeNumber(c: Cursor): LiteralNode {
  const end = endOf(NUMBER, c.text, c.pos);
  if (end < 0) fail(c, `Expected a digit after the sign, found ${found(c, c.pos + 1)}.`, ['a digit'], c.pos + 1);
  return finish(c, end, false);
}

function finish(c: Cursor, end: number, isInteger: boolean): LiteralNode {
  const value = c.text.slice(c.pos, end);
  c.pos = end;
  const next = c.text.charCodeAt(end);
  if (next === 46 && /^\d{1,2}\.\d{1,2}$/.test(value)) fail(c, `${DATE_FORM}.`);
  if (next === 46) fail(c, 'A number has at least one digit after its point.', ['a digit'], end + 1);
  if (isIdentifierPart(next)) {
    fail(c, `A number ends before ${found(c)}; suffixes such as 5L or 5.0m are OData V3, V4 has none.`, [], end);
  }
  return literal(isInteger && value.length < 10 ? 'Edm.Int32' : numericType(value), value);
}

function takeDate(c: Cursor): LiteralNode {
  const { text, pos } = c;
  const end = endOf(DATE, text, pos);
  if (end < 0) fail(c, `${DATE_FORM}.`);
  c.pos = end;
  if ((text.charCodeAt(end) | 32) === 116) return takeTimestamp(c, pos);
  refuseTail(c, 'a date; a timestamp is written 2019-11-22T00:00:00Z. A date');
  return literal('Edm.Date', text.slice(pos, end));
}

function takeTimestamp(c: Cursor, start: number): LiteralNode {
  const { text } = c;
  const timeEnd = endOf(TIME, text, c.pos + 1);
  if (timeEnd < 0) {
    fail(
      c,
      'After the T stands a time from 00:00 to 23:59, with up to 12 digits after the seconds: 2019-11-22T23:59:59.5Z.',
      [],
      c.pos + 1,
    );
  }
  const end = endOf(OFFSET, text, timeEnd);
  if (end < 0) {
    if (isDigit(text.charCodeAt(timeEnd))) fail(c, 'A timestamp has at most 12 digits after its seconds.', [], timeEnd);
    fail(c, `A timestamp needs ${WRITE_ZONE}.`, ['Z', '+hh:mm', '-hh:mm'], timeEnd);
  }
  c.pos = end;
  refuseTail(c, 'a timestamp');
  return literal('Edm.DateTimeOffset', text.slice(start, end));
}

function takeTimeOfDay(c: Cursor): LiteralNode {
  const { text, pos } = c;
  const end = endOf(TIME, text, pos);
  if (end < 0) fail(c, 'A time of day goes from 00:00 to 23:59:59, with up to 12 digits after the seconds.');
  c.pos = end;
  refuseTail(c, 'a time of day');
  return literal('Edm.TimeOfDay', text.slice(pos, end));
}

/** What goes on right behind a literal is part of something that is none. */
function refuseTail(c: Cursor, what: string): void {
  if (isIdentifierPart(c.text.charCodeAt(c.pos))) fail(c, `Found ${found(c)} right after ${what} that ends here.`);
}
