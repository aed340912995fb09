import { literal } from '../nodes/create.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { type Cursor, descend, fail, found, mark, peek, skipBlanks } from './cursor.ts';
import { takeAny } from './expression.ts';
import { takeArray, takeObject } from './json.ts';
import { isGuidAt, takeGuid, takeNumberOrDate } from './number-or-date.ts';
import { takeAt, takeDollar, takeName } from './path.ts';
import { takeQuoted } from './string.ts';
import { takeClosing } from './teach.ts';

const OPERAND = ['a property', 'a literal', 'a function', "'('"];

/** Takes an operand: a literal, a path, a call, or an expression in parentheses. */
export function takePrimary(c: Cursor): FilterNode {
  const start = c.pos;
  return mark(c, takeUnmarked(c, peek(c)), start);
}

function takeUnmarked(c: Cursor, code: number): FilterNode {
  if (code === 39) return literal('Edm.String', takeQuoted(c));
  if ((code >= 48 && code <= 57) || code === 43 || code === 45) return takeSigned(c);
  if ((code | 32) >= 97 && (code | 32) <= 102 && isGuidAt(c)) return takeGuid(c);
  switch (code) {
    case 40:
      return takeGroup(c);
    case 91:
      return takeArray(c);
    case 123:
      return takeObject(c);
    case 64:
      return takeAt(c);
    case 36:
      return takeDollar(c);
    case 34:
      return fail(c, "A string stands between single quotes: 'Pending'. Double quotes are for JSON only.", ["'"]);
    case 33:
      return fail(c, "'!' is no operator of OData: write not before it, and parentheses around it.", ['not']);
    default:
      return takeName(c) ?? fail(c, adviceAt(c), OPERAND);
  }
}

/** What word processors and other languages make of quotes. */
const OTHER_QUOTES = '\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u00b4`';

const adviceAt = (c: Cursor): string =>
  OTHER_QUOTES.includes(c.text.charAt(c.pos) || ' ')
    ? `A string stands between single quotes of ASCII: 'Pending', not ${found(c)}.`
    : `Expected an operand, found ${found(c)}.`;

function takeSigned(c: Cursor): FilterNode {
  if (!c.text.startsWith('-INF', c.pos)) return takeNumberOrDate(c);
  c.pos += 4;
  return literal('Edm.Double', '-INF');
}

function takeGroup(c: Cursor): FilterNode {
  descend(c);
  c.pos++;
  skipBlanks(c);
  const inner = takeAny(c);
  skipBlanks(c);
  if (peek(c) === 44) fail(c, 'A list in parentheses may only stand after in.', ["')'"]);
  takeClosing(c, ')', 'to close the parenthesis, or an operator');
  c.depth--;
  return inner;
}
