import { MAX_DEPTH } from '../nodes/max-depth.ts';
import type { ArithmeticOperator, ComparisonOperator, FilterNode } from '../nodes/filter-node.ts';
import { ODataSyntaxError } from './syntax-error.ts';

/** Where in a text each node began. */
export type Positions = Map<FilterNode, number>;

/** An operator that stands between its operands. */
export type InfixOperator = { readonly precedence: number } & (
  | { readonly kind: 'and' | 'or'; readonly name: string }
  | { readonly kind: 'in' | 'has'; readonly name: string }
  | { readonly kind: 'comparison'; readonly name: ComparisonOperator }
  | { readonly kind: 'arithmetic'; readonly name: ArithmeticOperator }
);

/** Where the parser stands. One plain object per text, handed from rule to rule. */
export interface Cursor {
  readonly text: string;
  /** The offset of the next character. */
  pos: number;
  /** How many brackets and unary operators are open. */
  depth: number;
  /** The deepest that it has been. */
  deepest: number;
  /** How many steps were taken that make a tree deeper without a bracket: segments of paths, links of operator chains. */
  links: number;
  /** The variables of the enclosing `any` and `all`, innermost last. */
  readonly variables: string[];
  /** Where each node began; only kept for somebody who reports errors about nodes. */
  readonly positions: Positions | undefined;
  /** The operator that was found after the blanks at `operatorAt`, so that each rule of the precedence ladder need not look again. */
  operator: InfixOperator | undefined;
  operatorAt: number;
  operatorEnd: number;
}

export function createCursor(text: string, positions?: Positions): Cursor {
  return {
    text,
    pos: 0,
    depth: 0,
    deepest: 0,
    links: 0,
    variables: [],
    positions,
    operator: undefined,
    operatorAt: -1,
    operatorEnd: 0,
  };
}

/** Refuses the text at a place. */
export function fail(c: Cursor, message: string, expected: readonly string[] = [], position: number = c.pos): never {
  throw new ODataSyntaxError(message, c.text, position, expected);
}

/** Remembers where a node began, where somebody wants to know; the first and most precise place counts. */
export function mark<T extends FilterNode>(c: Cursor, node: T, start: number): T {
  if (c.positions !== undefined && !c.positions.has(node)) c.positions.set(node, start);
  return node;
}

/** Opens a bracket or a unary operator. Whoever opens it closes it with `c.depth--`. */
export function descend(c: Cursor): void {
  if (++c.depth > MAX_DEPTH) fail(c, `A filter may nest ${MAX_DEPTH} levels deep; this one nests deeper.`);
  if (c.depth > c.deepest) c.deepest = c.depth;
}

/** Blank or tab: the only white space that OData knows. */
export const isBlank = (code: number): boolean => code === 32 || code === 9;

/** Skips blanks that may stand here. */
export function skipBlanks(c: Cursor): void {
  while (isBlank(c.text.charCodeAt(c.pos))) c.pos++;
}

/** The code of the next character; `NaN` at the end. */
export const peek = (c: Cursor): number => c.text.charCodeAt(c.pos);

/** Takes one character that must stand here. */
export function take(c: Cursor, character: string, context: string): void {
  if (c.text.charCodeAt(c.pos) !== character.charCodeAt(0)) {
    fail(c, `Expected '${character}' ${context}, found ${found(c)}.`, [`'${character}'`]);
  }
  c.pos++;
}

/** What stands at the place, for a message. */
export function found(c: Cursor, position: number = c.pos): string {
  if (position >= c.text.length) return 'the end';
  const word = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]{0,40}/uy;
  word.lastIndex = position;
  const match = word.exec(c.text)?.[0] ?? String.fromCodePoint(c.text.codePointAt(position) ?? 0);
  return isBlank(match.charCodeAt(0)) ? 'a blank' : `'${match}'`;
}
