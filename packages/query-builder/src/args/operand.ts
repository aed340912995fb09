import { isLexical, numericType } from '../edm/lexical.ts';
import type { EdmPrimitiveType, EdmProperty } from '../edm/entity-type.ts';
import { QueryError } from '../errors.ts';
import { literal } from '../nodes/create.ts';
import type { LiteralNode } from '../nodes/filter-node.ts';

const NULL = literal('null', 'null');

const numeric = /Byte|Int|Decimal|Single|Double/;

/**
 * Turns a value into the literal of a property's type, or refuses it.
 *
 * @param isExact - Whether the value is compared for equality: a `Date` holds milliseconds, the service ticks of 100 ns.
 */
export function toLiteral(value: unknown, name: string, property: EdmProperty, isExact: boolean): LiteralNode {
  const type = property.type === 'Edm.EnumType' ? 'Edm.String' : (property.type as EdmPrimitiveType);
  if (value === undefined)
    throw new QueryError(
      'undefined-operand',
      `${name}: the value is undefined, which would drop the condition; whenDefined(value, …) leaves it out on purpose.`,
      name,
    );
  if (value === null && property.nullable) return NULL;
  const text = toText(value, type, isExact);
  if (text === undefined || !isLexical(type, text) || !isMember(text, property))
    throw new QueryError(
      'invalid-operand',
      value instanceof Date && isExact
        ? `${name}: a Date holds milliseconds and never equals a timestamp of 7 digits; give the timestamp as text, or a range.`
        : `${name}: this ${value === null ? 'null' : typeof value} is not a value of ${type}.`,
      name,
      type === 'Edm.DateTimeOffset' ? ['text like 2019-11-22T00:00:00.1234567Z'] : memberNames(property),
    );
  return literal(numeric.test(type) ? numericType(text) : type, text);
}

function toText(value: unknown, type: EdmPrimitiveType, isExact: boolean): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint')
    return numeric.test(type) ? String(value).replace('Infinity', 'INF') : undefined;
  if (typeof value === 'boolean') return type === 'Edm.Boolean' ? String(value) : undefined;
  if (value instanceof Date)
    return type === 'Edm.DateTimeOffset' && !isExact && !Number.isNaN(+value) ? value.toISOString() : undefined;
  return typeof value === 'string' && !/Boolean|Byte|Int(16|32)/.test(type) ? value : undefined;
}

const memberNames = ({ members }: EdmProperty): readonly string[] | undefined =>
  members && ('length' in members ? (members as readonly string[]) : Object.keys(members));

/** Only a closed enumeration refuses a name that it does not know. */
const isMember = (text: string, property: EdmProperty): boolean =>
  property.type !== 'Edm.EnumType' || text.split(',').every((name) => memberNames(property)?.includes(name));
