import { requireText } from '../args/options.ts';
import { isTooDeep } from '../nodes/depth.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { type Cursor, createCursor, fail, isBlank, type Positions } from './cursor.ts';
import { takeAny } from './expression.ts';
import { refuseRest } from './teach.ts';

/** The most nodes that one bracket can add to the depth of a tree without a link: one for each rank of operators. */
const NODES_PER_BRACKET = 10;

/**
 * Parses the decoded text of a `$filter` into a tree (OData 4.01 ABNF, `boolCommonExpr`). Operators and functions may be in any
 * case, names are case-sensitive. What the text means for a type of entity is checked elsewhere.
 *
 * @param text - The text after percent-decoding, without `$filter=`.
 * @returns The tree, frozen. Its `and` and `or` are flat; its depth is at most 500.
 * @throws {@link ODataSyntaxError} when the text is no filter, and nothing else, whatever the text is.
 * @example
 * parseFilter("status in ('Pending','InProgress') and machineId ne null");
 */
export function parseFilter(text: string): FilterNode {
  return parseFilterWithPositions(text);
}

/** Parses a filter, and tells where in the text each of its nodes began to who reports errors about nodes. */
export function parseFilterWithPositions(text: string, positions?: Positions): FilterNode {
  requireText('A filter to parse', text);
  const c = createCursor(text, positions);
  refuseSurrogates(c);
  if (isBlank(c.text.charCodeAt(0))) fail(c, 'A filter does not begin with a blank.');
  const node = takeAny(c);
  if (c.pos < c.text.length) refuseRest(c);
  return finish(c, node);
}

/** Refuses a tree that is deeper than any function of this package takes; nearly always one glance says that it is not. */
export function finish(c: Cursor, node: FilterNode): FilterNode {
  if (c.links + c.deepest * NODES_PER_BRACKET >= MAX_DEPTH - NODES_PER_BRACKET && isTooDeep(node)) {
    fail(c, `A filter may be ${MAX_DEPTH} operators deep; this one is deeper.`, [], 0);
  }
  return node;
}

/** Half of a surrogate pair has no UTF-8 form, so it can neither be sent nor have arrived. */
export function refuseSurrogates(c: Cursor): void {
  const position = c.text.search(/\p{Surrogate}/u);
  if (position >= 0) fail(c, 'Half of a surrogate pair is no character, and cannot be sent.', [], position);
}
