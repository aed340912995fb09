import type { EdmProperties } from '../edm/entity-type.ts';
import type { EnumNode, LiteralNode } from '../nodes/filter-node.ts';
import { constant, type Context, type Expression, refuse } from './context.ts';
import { internalised } from './internalised.ts';
import { readEnum, readerOf } from './read-value.ts';
import { type EnumMembers, NULL_TYPE, primitive, type StaticType, typeOfProperty } from './static-type.ts';
import { objectGetter } from './structure.ts';

/** Compiles a literal. Its text is right; whether it is a day of the calendar is only seen here. */
export function compileLiteral(node: LiteralNode, cx: Context): Expression {
  if (node.type === 'null') return constant(NULL_TYPE, null);
  const type = primitive(node.type);
  if (node.type === 'Edm.String') return { ...constant(type, internalised(node.value)), text: node.value };
  if (typeof node.value !== 'string') refuse(cx, node, `The value of a literal of ${node.type} is text.`);
  const value = node.type === 'Edm.Boolean' ? node.value.toLowerCase() === 'true' : readerOf(type)(node.value);
  if (value === undefined) return refuse(cx, node, `${node.value} is no value of ${node.type}.`);
  return constant(type, value);
}

/** The type of an enumeration literal until it meets a property: its members are not known. */
const ANY_ENUM: EnumMembers = { values: new Map(), isFlags: true };

/** Compiles a literal of an enumeration: its text waits for a context that knows the members. */
export function compileEnum(node: EnumNode): Expression {
  const value = readEnum(node.value, ANY_ENUM);
  return { ...constant({ kind: 'enum', name: node.type, members: ANY_ENUM }, value), text: node.value };
}

/**
 * The expression as a value of another type, where 4.01 lets a literal without a prefix be one: a quoted string may stand for a
 * duration or a member of an enumeration (5.1.1.14.1). Anything else comes back as it was.
 */
export function inContextOf(expression: Expression, type: StaticType): Expression {
  const { text, members } = expression;
  if (members && type.kind === 'complex')
    return { ...expression, get: objectGetter(membersOf(members, type.properties)) };
  if (text === undefined) return expression;
  const isDuration = type.kind === 'primitive' && type.name === 'Edm.Duration' && expression.type.kind === 'primitive';
  if (!isDuration && type.kind !== 'enum') return expression;
  const value = type.kind === 'enum' ? readMembers(text, type.members) : readerOf(type)(text);
  return value === undefined ? expression : constant(type, value);
}

/** The members of a JSON object as values of a structure: in JSON a timestamp or a GUID is a string. */
const membersOf = (
  members: ReadonlyMap<string, Expression>,
  properties: EdmProperties,
): ReadonlyMap<string, Expression> =>
  new Map(
    [...members].map(([name, member]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, property ? jsonInContextOf(member, typeOfProperty(property, name)) : member];
    }),
  );

function jsonInContextOf(member: Expression, type: StaticType): Expression {
  const value = member.text === undefined || type.kind !== 'primitive' ? undefined : readerOf(type)(member.text);
  return value === undefined ? inContextOf(member, type) : constant(type, value);
}

/** Only known members: what a service would not know cannot be meant. */
function readMembers(text: string, members: EnumMembers): unknown {
  const value = readEnum(text, members);
  return typeof value === 'string' ? undefined : value;
}
