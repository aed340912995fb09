import { requireText } from '../args/options.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { createCursor, type Cursor, fail, found, isBlank, peek, type Positions, skipBlanks } from './cursor.ts';
import { takeAny } from './expression.ts';
import { identifierEnd } from './identifier.ts';
import { finish, refuseSurrogates } from './parse-filter.ts';

/** One item of a `$orderby`. */
export interface OrderByItem {
  readonly expression: FilterNode;
  readonly descending: boolean;
}

/**
 * Parses the decoded text of a `$orderby`: expressions, each with `asc` (the default) or `desc` in any case, separated by commas.
 * A blank after a comma is accepted, although the grammar has none: the standard's own examples write it.
 *
 * @param text - The text after percent-decoding, without `$orderby=`.
 * @throws {@link ODataSyntaxError} when the text is no order.
 * @example
 * parseOrderBy('creationDateTimeUtc desc,id');
 */
export function parseOrderBy(text: string): readonly OrderByItem[] {
  return parseOrderByWithPositions(text);
}

/** Parses an order, and tells where in the text each node began to who reports errors about nodes. */
export function parseOrderByWithPositions(text: string, positions?: Positions): readonly OrderByItem[] {
  requireText('An order to parse', text);
  const c = createCursor(text, positions);
  refuseSurrogates(c);
  const items: OrderByItem[] = [];
  for (;;) {
    const expression = takeAny(c);
    items.push(Object.freeze({ expression, descending: takeDirection(c) }));
    if (peek(c) !== 44) break;
    c.pos++;
    skipBlanks(c);
  }
  if (c.pos < text.length) {
    fail(c, `Expected a comma, asc, desc or the end, found ${found(c)}.`, ["','", 'asc', 'desc', 'the end']);
  }
  for (const { expression } of items) finish(c, expression);
  return Object.freeze(items);
}

/** Takes ` asc` or ` desc`, if one follows. */
function takeDirection(c: Cursor): boolean {
  if (!isBlank(peek(c))) return false;
  skipBlanks(c);
  const end = identifierEnd(c, c.pos);
  const word = c.text.slice(c.pos, end);
  if (!/^(?:asc|desc)$/i.test(word)) {
    fail(c, `Expected asc or desc, found ${found(c)}.`, ['asc', 'desc']);
  }
  c.pos = end;
  return word.length === 4;
}
