import type { ArithmeticOperator, ComparisonOperator } from '../nodes/filter-node.ts';
import { ADDITIVE, AND, EQUALITY, MEMBERSHIP, MULTIPLICATIVE, OR, RELATIONAL } from '../nodes/precedence.ts';
import { type Cursor, fail, type InfixOperator, isBlank } from './cursor.ts';

const comparison = (name: ComparisonOperator, precedence: number): InfixOperator => ({
  kind: 'comparison',
  name,
  precedence,
});
const arithmetic = (name: ArithmeticOperator, precedence: number): InfixOperator => ({
  kind: 'arithmetic',
  name,
  precedence,
});

const OPERATORS: ReadonlyMap<string, InfixOperator> = new Map(
  [
    { kind: 'or', name: 'or', precedence: OR } as const,
    { kind: 'and', name: 'and', precedence: AND } as const,
    comparison('eq', EQUALITY),
    comparison('ne', EQUALITY),
    comparison('gt', RELATIONAL),
    comparison('ge', RELATIONAL),
    comparison('lt', RELATIONAL),
    comparison('le', RELATIONAL),
    arithmetic('add', ADDITIVE),
    arithmetic('sub', ADDITIVE),
    arithmetic('mul', MULTIPLICATIVE),
    arithmetic('div', MULTIPLICATIVE),
    arithmetic('divby', MULTIPLICATIVE),
    arithmetic('mod', MULTIPLICATIVE),
    { kind: 'in', name: 'in', precedence: MEMBERSHIP } as const,
    { kind: 'has', name: 'has', precedence: MEMBERSHIP } as const,
  ].map((operator) => [operator.name, operator]),
);

/** The names of the infix operators. */
export const operatorNames: readonly string[] = [...OPERATORS.keys()];

/**
 * The infix operator that follows, without taking it: blanks, the word, a blank. Sets `operatorEnd` behind the word.
 * Operators may be in any case (4.01). `in(` without the blank is accepted, because services write and read it.
 */
export function peekOperator(c: Cursor): InfixOperator | undefined {
  if (c.operatorAt === c.pos) return c.operator;
  c.operatorAt = c.pos;
  c.operator = undefined;
  const { text } = c;
  let start = c.pos;
  while (isBlank(text.charCodeAt(start))) start++;
  if (start === c.pos) return undefined;
  let end = start;
  while (isLetter(text.charCodeAt(end))) end++;
  const word = text.slice(start, end);
  const operator = OPERATORS.get(word) ?? (end - start <= 5 ? OPERATORS.get(word.toLowerCase()) : undefined);
  if (operator === undefined) return undefined;
  const next = text.charCodeAt(end);
  if (!isBlank(next) && !(operator.kind === 'in' && next === 40)) {
    if (isWordPart(next)) return undefined;
    fail(c, `Expected a blank after '${word}', and then its right operand.`, ['a blank'], end);
  }
  c.operatorEnd = end;
  c.operator = operator;
  return operator;
}

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** A letter of another script, a digit or `_` after the word: then it is no operator, and the caller says what it is. */
const isWordPart = (code: number): boolean => code > 127 || code === 95 || (code >= 48 && code <= 57);
