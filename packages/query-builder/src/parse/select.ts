import { createCursor, type Cursor, fail, found, peek, skipBlanks } from './cursor.ts';
import { qualifiedNameEnd } from './identifier.ts';

/**
 * Takes the decoded text of a `$select` apart: `*`, and paths of names, separated by commas. A blank after a comma is accepted.
 * Options in parentheses and annotations have no place in the queries of this package and are refused.
 *
 * @returns The items.
 * @throws {@link ODataSyntaxError} for anything else, and for an item that stands twice.
 */
export function parseSelect(text: string): readonly string[] {
  const c = createCursor(text);
  const items = new Set<string>();
  for (;;) {
    const start = c.pos;
    takeItem(c);
    const item = text.slice(start, c.pos);
    if (items.has(item)) fail(c, `${item} is selected twice.`, [], start);
    items.add(item);
    if (peek(c) !== 44) break;
    c.pos++;
    skipBlanks(c);
  }
  if (c.pos < text.length) fail(c, `Expected a comma or the end of $select, found ${found(c)}.`, ["','", 'the end']);
  return [...items];
}

function takeItem(c: Cursor): void {
  if (peek(c) === 42) {
    c.pos++;
    return;
  }
  for (;;) {
    const end = qualifiedNameEnd(c, c.pos);
    if (end === c.pos) fail(c, `Expected the name of a property, found ${found(c)}.`, ['a property', '*']);
    c.pos = end;
    if (peek(c) !== 47) return;
    c.pos++;
  }
}
