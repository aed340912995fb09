import { literal, property } from '../nodes/create.ts';
import { alias, annotation, keyOf, typeCast, variable } from '../nodes/create-more.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { takeArguments, takeKey } from './arguments.ts';
import { takeCall } from './call.ts';
import { type Cursor, fail, found, mark, peek } from './cursor.ts';
import { identifierEnd, qualifiedNameEnd, takeIdentifier } from './identifier.ts';
import { takeLambda } from './lambda.ts';
import { takePrefixed } from './prefixed-literal.ts';
import { takeCount, takeFilterSegment } from './segment.ts';

const OPEN = 40;
const SLASH = 47;

/** Takes what begins with a name: a word literal, a literal with its type, a call, a variable, or a path. */
export function takeName(c: Cursor): FilterNode | undefined {
  const start = c.pos;
  const end = qualifiedNameEnd(c, start);
  if (end === start) return undefined;
  const name = c.text.slice(start, end);
  const next = c.text.charCodeAt(end);
  c.pos = end;
  if (next === 39) return takePrefixed(c, name, start);
  if (next === OPEN) return takeCall(c, name, start) ?? takePath(c, takeArguments(c, name, undefined, start), start);
  const word = next === SLASH ? undefined : wordLiteral(name);
  if (word !== undefined) return word;
  if (!name.includes('.')) return takePath(c, c.variables.includes(name) ? variable(name) : property(name), start);
  if (next !== SLASH) {
    fail(c, `'${name}' is the name of a type or function: a call needs parentheses, a cast a path after it.`, [
      "'('",
      "'/'",
    ]);
  }
  return takePath(c, typeCast(name), start);
}

/** `true` and `false` may be in any case, the others not (4.01). */
function wordLiteral(name: string): FilterNode | undefined {
  switch (name) {
    case 'null':
      return literal('null', name);
    case 'INF':
    case 'NaN':
      return literal('Edm.Double', name);
    default: {
      const lower = name.length === 4 || name.length === 5 ? name.toLowerCase() : name;
      return lower === 'true' || lower === 'false' ? literal('Edm.Boolean', lower) : undefined;
    }
  }
}

/** Takes `@name`, an alias, or `@Namespace.Term`, an annotation of the row, and what follows in its path. */
export function takeAt(c: Cursor): FilterNode {
  c.pos++;
  const start = c.pos;
  const end = qualifiedNameEnd(c, start);
  if (end === start) fail(c, `Expected the name of an alias or annotation after @, found ${found(c)}.`, ['a name']);
  const name = c.text.slice(start, end);
  c.pos = end;
  if (!name.includes('.') && peek(c) !== 35) return takePath(c, alias(name), start - 1);
  return takePath(c, annotation(name, takeQualifier(c)), start - 1);
}

function takeQualifier(c: Cursor): string | undefined {
  if (peek(c) !== 35) return undefined;
  c.pos++;
  return takeIdentifier(c, 'a qualifier');
}

/** Takes `$it`, `$this` or `$root` and what follows in its path. */
export function takeDollar(c: Cursor): FilterNode {
  const start = c.pos;
  const end = identifierEnd(c, start + 1);
  const name = c.text.slice(start, end);
  if (name !== '$it' && name !== '$this' && name !== '$root') {
    if (/^\$filter$/i.test(name)) fail(c, 'Write the filter alone, without $filter= before it.', [], start);
    fail(c, `Expected $it, $this or $root, found '${name}'.`, ['$it', '$this', '$root']);
  }
  c.pos = end;
  if (name === '$root' && peek(c) !== SLASH)
    fail(c, 'After $root stands a slash and the name of an entity set.', ["'/'"]);
  return takePath(c, variable(name), start);
}

/** Takes the segments that follow: `/name`, `/$count`, `/any(…)`, a key in parentheses and so on. */
export function takePath(c: Cursor, head: FilterNode, start: number): FilterNode {
  let node = mark(c, head, start);
  for (;;) {
    const code = peek(c);
    const segmentStart = c.pos;
    if (code === OPEN && (node.kind === 'filtered' || node.kind === 'typecast')) node = keyOf(node, takeKey(c));
    else if (code === SLASH) node = mark(c, takeSegment(c, node), segmentStart + 1);
    else return node;
    c.links++;
    if (node.kind === 'count' || node.kind === 'lambda') return node;
  }
}

function takeSegment(c: Cursor, source: FilterNode): FilterNode {
  c.pos++;
  const start = c.pos;
  const code = peek(c);
  if (code === 36) return c.text.startsWith('$count', start) ? takeCount(c, source) : takeFilterSegment(c, source);
  if (code === 64) {
    c.pos++;
    const end = qualifiedNameEnd(c, c.pos);
    if (end === c.pos) fail(c, `Expected the name of an annotation after @, found ${found(c)}.`, ['a name']);
    const term = c.text.slice(c.pos, end);
    c.pos = end;
    return annotation(term, takeQualifier(c), source);
  }
  const end = qualifiedNameEnd(c, start);
  if (end === start) fail(c, `Expected the next segment of the path after /, found ${found(c)}.`, ['a name', '$count']);
  const name = c.text.slice(start, end);
  c.pos = end;
  if (peek(c) === OPEN) return takeLambda(c, name, source) ?? takeArguments(c, name, source, start);
  return name.includes('.') ? typeCast(name, source) : property(name, source);
}
