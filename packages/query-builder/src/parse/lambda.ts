import { lambda } from '../nodes/create-more.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { type Cursor, descend, fail, peek, skipBlanks, take } from './cursor.ts';
import { takeAny } from './expression.ts';
import { takeIdentifier } from './identifier.ts';
import { takeClosing } from './teach.ts';

/**
 * Takes `any(…)` or `all(…)` of the collection before the slash; the cursor stands on the parenthesis.
 *
 * @returns Undefined, with nothing taken, when the name is another one.
 */
export function takeLambda(c: Cursor, name: string, source: FilterNode): FilterNode | undefined {
  const operator = name.length === 3 ? name.toLowerCase() : '';
  if (operator !== 'any' && operator !== 'all') return undefined;
  descend(c);
  c.pos++;
  skipBlanks(c);
  if (peek(c) === 41) {
    if (operator === 'all')
      fail(c, 'all(…) needs a condition, as in all(t:t eq 1); only any() may be empty.', ['a variable']);
    c.pos++;
    c.depth--;
    return lambda(operator, source);
  }
  const variable = takeIdentifier(c, `the variable of ${operator}, as in ${operator}(t:t eq 1)`);
  skipBlanks(c);
  take(c, ':', `after the variable of ${operator}`);
  skipBlanks(c);
  c.variables.push(variable);
  const predicate = takeAny(c);
  c.variables.pop();
  skipBlanks(c);
  takeClosing(c, ')', `to close ${operator}`);
  c.depth--;
  return lambda(operator, source, variable, predicate);
}
