import { kindOf } from '../args/options.ts';
import { isLexical } from '../edm/lexical.ts';
import { numericType } from '../edm/numeric-type.ts';
import { isNumeric, valueType } from '../edm/value-type.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import { QueryError } from '../errors.ts';
import type { LiteralNode } from '../nodes/filter-node.ts';
import { refuseOperand } from '../check/refusals.ts';

const NULL: LiteralNode = { kind: 'literal', type: 'null', value: 'null' };

/**
 * Makes what turns a value into a literal of a property, or refuses it. Text that does not look like the property's type passes:
 * the check of the whole filter, which also knows the operators, looks at each literal.
 *
 * @param name - The property's name, for words of refusal.
 * @param property - The property.
 * @returns A function of the value and of whether it is compared for equality: a `Date` holds milliseconds, the service ticks of
 *   100 ns.
 */
export function createToLiteral(
  name: string,
  property: EdmProperty,
): (value: unknown, isExact: boolean) => LiteralNode {
  const type = valueType(property);
  const numeric = isNumeric(type);
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
    if (value === null) return NULL;
    const text = toText(value, isExact);
    if (text !== undefined && (!numeric || isLexical(type, text)))
      return { kind: 'literal', type: numeric ? numericType(text) : type, value: text };
    if (value === undefined)
      throw new QueryError(
        'undefined-operand',
        'undefined would drop the condition; whenDefined(value, …) leaves it out of an and on purpose.',
        name,
      );
    return refuseOperand(
      value instanceof Date
        ? Number.isNaN(+value)
          ? 'an invalid Date'
          : 'Date (without 7 digits, for ranges only)'
        : kindOf(value),
      name,
      property,
    );
  };
}
