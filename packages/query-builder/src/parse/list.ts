import { list } from '../nodes/create.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { type Cursor, descend, fail, mark, peek, skipBlanks } from './cursor.ts';
import { takeAny } from './expression.ts';
import { takeClosing } from './teach.ts';

const CLOSE = 41;
const COMMA = 44;

/**
 * Takes what follows `in` when that begins with a parenthesis: a list of literals, `()` included, or an expression in
 * parentheses, such as `(Names)` (OData 4.01 ABNF, `listExpr` and `parenExpr`).
 */
export function takeInOperand(c: Cursor): FilterNode {
  const start = c.pos;
  descend(c);
  c.pos++;
  skipBlanks(c);
  const operand = peek(c) === CLOSE ? list([]) : takeFilled(c);
  takeClosing(c, ')', 'or a comma and the next member of the list');
  c.depth--;
  return mark(c, operand, start);
}

function takeFilled(c: Cursor): FilterNode {
  const first = takeAny(c);
  skipBlanks(c);
  if (!isMember(first)) {
    if (peek(c) === COMMA) refuseMember(c, c.pos);
    return first;
  }
  const items = [first];
  while (peek(c) === COMMA) {
    c.pos++;
    skipBlanks(c);
    const start = c.pos;
    const item = takeAny(c);
    if (!isMember(item)) refuseMember(c, start);
    items.push(item);
    skipBlanks(c);
  }
  return list(items);
}

const isMember = ({ kind }: FilterNode): boolean => kind === 'literal' || kind === 'enum' || kind === 'geo';

function refuseMember(c: Cursor, position: number): never {
  fail(
    c,
    "The list after in holds literals only. A string needs single quotes: ('Pending','Failed').",
    ['a literal'],
    position,
  );
}
