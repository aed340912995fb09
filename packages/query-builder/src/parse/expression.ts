import { comparison, inList, logic } from '../nodes/create.ts';
import { arithmetic, has } from '../nodes/create-more.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { MEMBERSHIP } from '../nodes/precedence.ts';
import { type Cursor, type InfixOperator, mark, peek, skipBlanks } from './cursor.ts';
import { takeInOperand } from './list.ts';
import { peekOperator } from './operators.ts';
import { takeUnary } from './unary.ts';

/**
 * Takes an expression whose operators bind at least as strongly as `weakest` (a number of `nodes/precedence.ts`).
 * Operators of equal rank group from the left; a chain of `and` or of `or` becomes one flat node.
 */
export function takeExpression(c: Cursor, weakest: number): FilterNode {
  const start = c.pos;
  let left = takeUnary(c);
  for (;;) {
    const operator = peekOperator(c);
    if (operator === undefined || operator.precedence < weakest) return left;
    if (operator.kind === 'and' || operator.kind === 'or') {
      left = takeChain(c, operator, left);
    } else {
      c.links++;
      takeOperator(c);
      left = combine(c, operator, left);
    }
    mark(c, left, start);
  }
}

function takeOperator(c: Cursor): void {
  c.pos = c.operatorEnd;
  skipBlanks(c);
}

function takeChain(c: Cursor, operator: InfixOperator & { kind: 'and' | 'or' }, first: FilterNode): FilterNode {
  const operands = [first];
  do {
    takeOperator(c);
    operands.push(takeExpression(c, operator.precedence + 1));
  } while (peekOperator(c) === operator);
  return logic(operator.kind, operands);
}

function combine(c: Cursor, operator: InfixOperator, left: FilterNode): FilterNode {
  if (operator.kind === 'in')
    return inList(left, peek(c) === 40 ? takeInOperand(c) : takeExpression(c, MEMBERSHIP + 1));
  const right = takeExpression(c, operator.precedence + 1);
  if (operator.kind === 'comparison') return comparison(operator.name, left, right);
  return operator.kind === 'arithmetic' ? arithmetic(operator.name, left, right) : has(left, right);
}

/** Takes an expression of any strength, as between brackets. */
export const takeAny = (c: Cursor): FilterNode => takeExpression(c, 0);

/** The weakest operator that an operand of a unary operator may hold: `not x in ('a')` is `not (x in ('a'))`. */
export const takeUnaryOperand = (c: Cursor): FilterNode => takeExpression(c, MEMBERSHIP);
