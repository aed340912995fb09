import { literal } from '../nodes/create.ts';
import { array, object } from '../nodes/create-more.ts';
import type { FilterNode, ObjectMember } from '../nodes/filter-node.ts';
import { type Cursor, descend, fail, found, mark, peek, skipBlanks, take } from './cursor.ts';
import { takeAny } from './expression.ts';

const QUOTE = 34;
const COMMA = 44;

/** Takes a JSON array, whose items may be expressions (OData 4.01 ABNF, section 5). */
export function takeArray(c: Cursor): FilterNode {
  const items: FilterNode[] = [];
  takeBracketed(c, ']', () => items.push(takeValue(c)));
  return array(items);
}

/** Takes a JSON object, whose values may be expressions. */
export function takeObject(c: Cursor): FilterNode {
  const members: ObjectMember[] = [];
  takeBracketed(c, '}', () => {
    if (peek(c) !== QUOTE) fail(c, `Expected a name in double quotes, found ${found(c)}.`, ['"']);
    const name = takeJsonString(c);
    skipBlanks(c);
    take(c, ':', 'after the name of a member');
    skipBlanks(c);
    members.push({ name, value: takeValue(c) });
  });
  return object(members);
}

function takeBracketed(c: Cursor, close: ']' | '}', takeItem: () => void): void {
  descend(c);
  c.pos++;
  skipBlanks(c);
  if (c.text[c.pos] !== close) {
    for (;;) {
      takeItem();
      skipBlanks(c);
      if (peek(c) !== COMMA) break;
      c.pos++;
      skipBlanks(c);
    }
  }
  take(c, close, 'or a comma and the next one');
  c.depth--;
}

function takeValue(c: Cursor): FilterNode {
  if (peek(c) !== QUOTE) return takeAny(c);
  const start = c.pos;
  return mark(c, literal('Edm.String', takeJsonString(c)), start);
}

/** Takes a JSON string. Its escapes are JSON's own, so JSON's own reader reads it. */
function takeJsonString(c: Cursor): string {
  const { text } = c;
  const start = c.pos;
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === 92 ? 2 : 1;
  if (end >= text.length) fail(c, 'This JSON string is not closed.', ['"']);
  c.pos = end + 1;
  try {
    const value: string = JSON.parse(text.slice(start, end + 1));
    if (!/\p{Surrogate}/u.test(value)) return value;
  } catch {
    // An escape that JSON does not have: told below, with the place.
  }
  return fail(c, 'This is no JSON string: an escape is wrong, or a control character is not escaped.', [], start);
}
