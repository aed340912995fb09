import { count, filtered } from '../nodes/create-more.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { type Cursor, descend, fail, found, peek, skipBlanks, take } from './cursor.ts';
import { takeAny } from './expression.ts';
import { isIdentifierPart } from './identifier.ts';
import { takeSearchText } from './search.ts';
import { takeClosing } from './teach.ts';

/** Takes `$filter(…)`. */
export function takeFilterSegment(c: Cursor, source: FilterNode): FilterNode {
  if (!c.text.startsWith('$filter', c.pos)) {
    fail(c, `Expected $count or $filter(…) as a segment of the path, found ${found(c, c.pos + 1)} after $.`, [
      '$count',
      '$filter',
    ]);
  }
  c.pos += '$filter'.length;
  return filtered(source, takeBracketed(c, '$filter'));
}

/** Takes `$count`, with or without options: `$count($filter=price gt 5;$search=blue)`. */
export function takeCount(c: Cursor, source: FilterNode): FilterNode {
  c.pos += '$count'.length;
  if (isIdentifierPart(peek(c))) fail(c, `Expected the end of $count, found ${found(c)}.`);
  if (peek(c) !== 40) return count(source);
  descend(c);
  c.pos++;
  skipBlanks(c);
  let filter: FilterNode | undefined;
  let search: string | undefined;
  for (;;) {
    const start = c.pos;
    const option = /\$?(filter|search)=/iy;
    option.lastIndex = start;
    const name = option.exec(c.text)?.[1]?.toLowerCase();
    if (name === undefined) fail(c, 'The options of $count are $filter=… and $search=….', ['$filter=', '$search=']);
    if ((name === 'filter' ? filter : search) !== undefined) fail(c, `$${name} may stand only once.`);
    c.pos = option.lastIndex;
    if (name === 'filter') filter = takeAny(c);
    else search = takeSearchText(c);
    skipBlanks(c);
    if (peek(c) !== 59) break;
    c.pos++;
    skipBlanks(c);
  }
  takeClosing(c, ')', 'or ; and the next option of $count');
  c.depth--;
  return count(source, filter, search);
}

function takeBracketed(c: Cursor, what: string): FilterNode {
  take(c, '(', `after ${what}`);
  descend(c);
  skipBlanks(c);
  const inner = takeAny(c);
  skipBlanks(c);
  takeClosing(c, ')', `to close ${what}`);
  c.depth--;
  return inner;
}
