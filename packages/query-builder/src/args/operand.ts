import { isLexical, numericType } from '../edm/lexical.ts';
import type { EdmPrimitiveType, EdmProperty } from '../edm/entity-type.ts';
import { QueryError } from '../errors.ts';
import { literal } from '../nodes/create.ts';
import type { LiteralNode } from '../nodes/filter-node.ts';

/**
 * Turns a value into a literal, or refuses it.
 *
 * @param isExact - Whether the value is compared for equality: a `Date` holds milliseconds, the service ticks of 100 ns.
 */
export type ToLiteral = (value: unknown, isExact: boolean) => LiteralNode;

const NULL = literal('null', 'null');

export const isNumeric = (type: string): boolean => /Byte|Int|Decimal|Single|Double/.test(type);

/** Makes the function that turns values into literals of one property. */
export function createToLiteral(name: string, property: EdmProperty): ToLiteral {
  const { nullable, members } = property;
  const type = property.type === 'Edm.EnumType' ? 'Edm.String' : (property.type as EdmPrimitiveType);
  const names = members && ('length' in members ? (members as readonly string[]) : Object.keys(members));
  const numeric = isNumeric(type);
  // Only a closed enumeration refuses a name that it does not know.
  const isClosed = property.type === 'Edm.EnumType';
  // Text stands for itself where a JavaScript value of the type's own could not hold it.
  const takesText = !/Boolean|Byte|Int(16|32)/.test(type);

  const toText = (value: unknown, isExact: boolean): string | undefined => {
    if (typeof value === 'string') return takesText ? value : undefined;
    if (typeof value === 'number' || typeof value === 'bigint')
      return numeric ? String(value).replace('Infinity', 'INF') : undefined;
    if (typeof value === 'boolean') return type === 'Edm.Boolean' ? String(value) : undefined;
    return value instanceof Date && type === 'Edm.DateTimeOffset' && !isExact && !Number.isNaN(+value)
      ? value.toISOString()
      : undefined;
  };

  return (value, isExact) => {
    if (value === null && nullable) return NULL;
    const text = toText(value, isExact);
    if (
      text !== undefined &&
      isLexical(type, text) &&
      (!isClosed || text.split(',').every((member) => names?.includes(member)))
    )
      return { kind: 'literal', type: numeric ? numericType(text) : type, value: text };
    if (value === undefined)
      throw new QueryError(
        'undefined-operand',
        `${name}: the value is undefined, which would drop the condition; whenDefined(value, …) leaves it out on purpose.`,
        name,
      );
    throw new QueryError(
      'invalid-operand',
      value instanceof Date && isExact
        ? `${name}: a Date cannot equal a timestamp of 7 digits; give text, or a range.`
        : `${name}: this ${value === null ? 'null' : typeof value} is not a value of ${type}.`,
      name,
      type === 'Edm.DateTimeOffset' ? ['text like 2019-11-22T00:00:00.1234567Z'] : names,
    );
  };
}
