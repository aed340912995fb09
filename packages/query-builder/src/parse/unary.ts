import { not } from '../nodes/create.ts';
import { negate } from '../nodes/create-more.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { type Cursor, descend, isBlank, mark, peek, skipBlanks } from './cursor.ts';
import { takeUnaryOperand } from './expression.ts';
import { takePrimary } from './primary.ts';

/** Takes `not …`, `-…` or what stands without either. */
export function takeUnary(c: Cursor): FilterNode {
  const code = peek(c);
  if (code === 45 && !isSignAt(c)) return takeOperand(c, 1, negate);
  if ((code | 32) === 110 && isNotAt(c)) return takeOperand(c, 3, not);
  return takePrimary(c);
}

function takeOperand(c: Cursor, length: number, create: (operand: FilterNode) => FilterNode): FilterNode {
  const start = c.pos;
  descend(c);
  c.pos += length;
  skipBlanks(c);
  const operand = takeUnaryOperand(c);
  c.depth--;
  return mark(c, create(operand), start);
}

/** Whether the minus here is the sign of a number or a date rather than an operator: `-5`, `-INF`, but not `- 5`. */
function isSignAt({ text, pos }: Cursor): boolean {
  const next = text.charCodeAt(pos + 1);
  return (next >= 48 && next <= 57) || /-INF(?![\p{L}\p{N}_/(.'])/uy.test(text.slice(pos, pos + 5));
}

/**
 * Whether the operator `not` stands here: the word, then a blank. `not(` without the blank is accepted too, because services
 * write and read it. So a property called `not` can only be named through `$it/not`.
 */
function isNotAt({ text, pos }: Cursor): boolean {
  if ((text.charCodeAt(pos + 1) | 32) !== 111 || (text.charCodeAt(pos + 2) | 32) !== 116) return false;
  const next = text.charCodeAt(pos + 3);
  return isBlank(next) || next === 40;
}
