import { call } from '../nodes/create.ts';
import { caseOf, typeName } from '../nodes/create-more.ts';
import type { CaseBranch, FilterNode } from '../nodes/filter-node.ts';
import { canonicalFunction } from '../nodes/functions.ts';
import { type Cursor, descend, fail, found, mark, peek, skipBlanks, take } from './cursor.ts';
import { takeAny } from './expression.ts';
import { qualifiedNameEnd } from './identifier.ts';
import { takeClosing } from './teach.ts';

const CLOSE = 41;
const COMMA = 44;

/**
 * Takes the arguments of a canonical function, or the branches of `case`; the cursor stands on the parenthesis.
 * How many arguments and of which types is for the type check to say.
 *
 * @returns Undefined, with nothing taken, when no canonical function has that name.
 */
export function takeCall(c: Cursor, name: string, start: number): FilterNode | undefined {
  const canonical = canonicalFunction(name);
  if (canonical === undefined) return name.toLowerCase() === 'case' ? takeCase(c) : undefined;
  descend(c);
  c.pos++;
  skipBlanks(c);
  const args: FilterNode[] = [];
  if (canonical === 'cast' || canonical === 'isof') takeTypeArguments(c, args);
  else if (peek(c) !== CLOSE) takeList(c, args);
  takeClosing(c, ')', `or a comma and the next argument of ${canonical}`);
  c.depth--;
  return mark(c, call(canonical, args), start);
}

function takeList(c: Cursor, args: FilterNode[]): void {
  for (;;) {
    args.push(takeAny(c));
    skipBlanks(c);
    if (peek(c) !== COMMA) return;
    c.pos++;
    skipBlanks(c);
  }
}

/** `[expression ,] type`: what ends with the closing parenthesis and can be the name of a type, is one. */
function takeTypeArguments(c: Cursor, args: FilterNode[]): void {
  if (takeTypeName(c, args)) return;
  args.push(takeAny(c));
  skipBlanks(c);
  take(c, ',', 'and the name of a type');
  skipBlanks(c);
  if (!takeTypeName(c, args))
    fail(c, `Expected the name of a type, such as Edm.String, found ${found(c)}.`, ['a type']);
}

function takeTypeName(c: Cursor, args: FilterNode[]): boolean {
  const start = c.pos;
  const isCollection = /Collection\(/y.test(c.text.slice(start, start + 11));
  const nameStart = isCollection ? start + 11 : start;
  const nameEnd = qualifiedNameEnd(c, nameStart);
  const end = isCollection && nameEnd > nameStart && c.text.charCodeAt(nameEnd) === CLOSE ? nameEnd + 1 : nameEnd;
  if (nameEnd === nameStart || (isCollection && end === nameEnd)) return false;
  c.pos = end;
  skipBlanks(c);
  if (peek(c) !== CLOSE) {
    c.pos = start;
    return false;
  }
  args.push(mark(c, typeName(c.text.slice(start, end)), start));
  return true;
}

function takeCase(c: Cursor): FilterNode {
  const branches: CaseBranch[] = [];
  descend(c);
  do {
    c.pos++;
    skipBlanks(c);
    const when = takeAny(c);
    skipBlanks(c);
    take(c, ':', 'between the condition and the value of case(condition:value,…)');
    skipBlanks(c);
    branches.push({ when, value: takeAny(c) });
    skipBlanks(c);
  } while (peek(c) === COMMA);
  takeClosing(c, ')', 'or a comma and the next branch of case');
  c.depth--;
  return caseOf(branches);
}
