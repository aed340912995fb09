import type { EdmPrimitiveType, EdmProperty } from './entity-type.ts';

/** The type of a property's values where they stand in a filter: those of an enumeration are quoted, as text is. */
export const valueType = ({ type }: EdmProperty): EdmPrimitiveType =>
  type === 'Edm.EnumType' ? 'Edm.String' : (type as EdmPrimitiveType);

export const isNumeric = (type: string): boolean => /Byte|Int|Decimal|Single|Double/.test(type);

/** The names of an enumeration's members. */
export const memberNames = ({ members }: EdmProperty): readonly string[] | undefined =>
  members && ('length' in members ? (members as readonly string[]) : Object.keys(members));
