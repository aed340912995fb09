import type { PropertyModel } from '../model/model.ts';
import { quote } from './literal.ts';
import { primitiveTypes } from './primitive-types.ts';

const valueTypes: Readonly<Record<string, string>> = {
  ...primitiveTypes,
  // What a caller holds may be more exact than JSON.
  'Edm.Int64': 'number | bigint',
  'Edm.Decimal': 'number | bigint | string',
  'Edm.DateTimeOffset': 'DateTimeOffset',
};

/** The type of a property's values: the model of its enumeration, where it has one. */
function valueType({ edm, enumeration, members, open }: PropertyModel): string {
  if (enumeration !== undefined) return enumeration;
  if (members) return [...members.map(quote), ...(open ? ['(string & {})'] : [])].join(' | ');
  return valueTypes[edm] ?? 'string';
}

/**
 * The type of what a property is compared with. Null can only be equal or not. A `Date` holds milliseconds: it can be earlier or
 * later than a timestamp of seven digits, and never equals one.
 */
export function operandType(operator: string, property: PropertyModel): string {
  const value = valueType(property);
  if (['eq', 'ne', 'in'].includes(operator)) return property.nullable ? `${value} | null` : value;
  return property.edm === 'Edm.DateTimeOffset' ? `${value} | Date` : value;
}
