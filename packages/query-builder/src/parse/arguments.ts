import { call, property } from '../nodes/create.ts';
import { boundFunction, keyOf, typeCast } from '../nodes/create-more.ts';
import type { FilterNode, NamedValue } from '../nodes/filter-node.ts';
import { type Cursor, descend, fail, peek, skipBlanks } from './cursor.ts';
import { takeAny } from './expression.ts';
import { identifierEnd } from './identifier.ts';
import { takeClosing } from './teach.ts';

const CLOSE = 41;
const COMMA = 44;
const EQUALS = 61;

/** What stands in a pair of parentheses: values with names or without, never both. */
interface Inside {
  readonly named: NamedValue[];
  readonly values: FilterNode[];
}

/**
 * Takes the parentheses after a name that is no canonical function, and says what they make of it. Without metadata the form
 * decides: nothing, or named values of a name with a namespace, is a function of the service; one literal, or literals with
 * names, is a key; anything else can only be a function that does not exist.
 */
export function takeArguments(c: Cursor, name: string, source: FilterNode | undefined, start: number): FilterNode {
  if (source === undefined && /^(any|all)$/i.test(name)) {
    fail(c, `${name} stands after a collection and a slash, as in tags/${name}(t:t eq 'a').`, ["'/'"]);
  }
  if (/^substringof$/i.test(name)) {
    fail(c, `${name}(part,name) is OData V3; V4 writes contains(name,part).`, ["'contains'"], start);
  }
  const { named, values } = takeInside(c);
  const [only] = values;
  if (only === undefined) {
    if (named.length === 0 || name.includes('.') || !named.every(({ value }) => isKeyValue(value))) {
      return boundFunction(name, named, source);
    }
    return keyOf(property(name, source), named);
  }
  if (values.length === 1 && (source !== undefined || isKeyValue(only))) {
    return keyOf(name.includes('.') ? typeCast(name, source) : property(name, source), only);
  }
  if (source !== undefined || name.includes('.')) {
    fail(c, `The values in ${name}(…) need names, as in ${name}(order=1,line=2).`, ['a name'], start);
  }
  return call(name, values);
}

/** Takes a key predicate after something that can only be followed by one. */
export function takeKey(c: Cursor): FilterNode | readonly NamedValue[] {
  const start = c.pos;
  const { named, values } = takeInside(c);
  const [only] = values;
  if (values.length > 1 || (only === undefined && named.length === 0)) {
    fail(c, 'A key is one value, or values with names: (1), (order=1,line=2).', [], start);
  }
  return only ?? named;
}

const isKeyValue = ({ kind }: FilterNode): boolean => kind === 'literal' || kind === 'enum' || kind === 'alias';

function takeInside(c: Cursor): Inside {
  const inside: Inside = { named: [], values: [] };
  descend(c);
  c.pos++;
  skipBlanks(c);
  if (peek(c) !== CLOSE) {
    const isNamed = nameEnd(c) > 0;
    for (;;) {
      if (isNamed) inside.named.push(takeNamed(c));
      else inside.values.push(takeAny(c));
      skipBlanks(c);
      if (peek(c) !== COMMA) break;
      c.pos++;
      skipBlanks(c);
    }
  }
  takeClosing(c, ')', 'or a comma and the next value');
  c.depth--;
  return inside;
}

/** The end of the name when `name=` stands here, else 0. */
function nameEnd(c: Cursor): number {
  const end = identifierEnd(c, c.pos);
  return end > c.pos && c.text.charCodeAt(end) === EQUALS ? end : 0;
}

function takeNamed(c: Cursor): NamedValue {
  const end = nameEnd(c);
  if (end === 0) fail(c, 'The other values have names, so this one needs one too: name=value.', ['a name']);
  const name = c.text.slice(c.pos, end);
  c.pos = end + 1;
  return { name, value: takeAny(c) };
}
