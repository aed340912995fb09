import type { EdmPrimitiveType, EdmProperties, EdmProperty, EntityType } from '../edm/entity-type.ts';

/** What is known of an expression before any row is seen. */
export type StaticType =
  | { readonly kind: 'primitive'; readonly name: EdmPrimitiveType }
  | { readonly kind: 'enum'; readonly name: string; readonly members: EnumMembers }
  | {
      readonly kind: 'complex';
      readonly name: string;
      readonly properties: EdmProperties;
      readonly key: readonly string[];
    }
  | { readonly kind: 'collection'; readonly item: StaticType }
  /** The literal `null`, and an empty array's items: fits every type. */
  | { readonly kind: 'null' }
  /** A JSON object: compared member by member. */
  | { readonly kind: 'json' };

/** The members of an enumeration with their values. */
export interface EnumMembers {
  readonly values: ReadonlyMap<string, bigint>;
  readonly isFlags: boolean;
}

const primitives = new Map<EdmPrimitiveType, StaticType>();

/** The names of the primitive types. */
// prettier-ignore
export const primitiveNames = [
  'Edm.Boolean', 'Edm.Byte', 'Edm.SByte', 'Edm.Int16', 'Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Single', 'Edm.Double',
  'Edm.String', 'Edm.Guid', 'Edm.Date', 'Edm.TimeOfDay', 'Edm.DateTimeOffset', 'Edm.Duration', 'Edm.Binary',
] as const satisfies readonly EdmPrimitiveType[];

/** The static type of a primitive; one object each. */
export function primitive(name: EdmPrimitiveType): StaticType {
  let type = primitives.get(name);
  if (!type) primitives.set(name, (type = Object.freeze({ kind: 'primitive', name })));
  return type;
}

export const NULL_TYPE: StaticType = Object.freeze({ kind: 'null' });
export const JSON_TYPE: StaticType = Object.freeze({ kind: 'json' });
export const BOOLEAN = primitive('Edm.Boolean');
export const STRING = primitive('Edm.String');
export const INT32 = primitive('Edm.Int32');
export const DECIMAL = primitive('Edm.Decimal');
export const DATE_TIME_OFFSET = primitive('Edm.DateTimeOffset');
export const DURATION = primitive('Edm.Duration');

export const collectionOf = (item: StaticType): StaticType => ({ kind: 'collection', item });

const typesOfProperties = new WeakMap<EdmProperty, StaticType>();

/** The static type of a property. */
export function typeOfProperty(property: EdmProperty, name: string): StaticType {
  let type = typesOfProperties.get(property);
  if (!type) typesOfProperties.set(property, (type = describe(property, name)));
  return type;
}

function describe(property: EdmProperty, name: string): StaticType {
  const item = /^Collection\((.+)\)$/.exec(property.type)?.[1];
  const single = describeSingle(property, item ?? property.type, name);
  return item === undefined ? single : collectionOf(single);
}

function describeSingle(property: EdmProperty, type: string, name: string): StaticType {
  if (type === 'Edm.ComplexType') {
    return {
      kind: 'complex',
      name: property.typeName ?? name,
      properties: property.properties ?? {},
      key: property.key ?? [],
    };
  }
  if (type === 'Edm.EnumType') return { kind: 'enum', name: property.typeName ?? name, members: enumMembers(property) };
  return primitive(type as EdmPrimitiveType); // the other two of the closed list were taken above
}

function enumMembers({ members = [], isFlags = false }: EdmProperty): EnumMembers {
  const entries = Array.isArray(members)
    ? members.map((name: string, index): [string, bigint] => [name, isFlags ? 1n << BigInt(index) : BigInt(index)])
    : Object.entries(members).map(([name, value]): [string, bigint] => [name, BigInt(value)]);
  return { values: new Map(entries), isFlags };
}

/** The part of a type's name behind its namespace. */
export const lastPart = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('#')) + 1);

/** The complex types and enumerations that the properties of a type have, at any depth. */
export function namedTypes(properties: EdmProperties): (StaticType & { readonly kind: 'complex' | 'enum' })[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const type = typeOfProperty(property, name);
    const single = type.kind === 'collection' ? type.item : type;
    if (single.kind === 'complex') return [single, ...namedTypes(single.properties)];
    return single.kind === 'enum' ? [single] : [];
  });
}

/** Whether two types are the same, collections item by item. */
export const isSameType = (one: StaticType, other: StaticType): boolean =>
  one === other || (one.kind === 'collection' && other.kind === 'collection' && isSameType(one.item, other.item));

/** The static type of the rows themselves. */
export const typeOfRows = ({ name, properties, key }: EntityType): StaticType => ({
  kind: 'complex',
  name,
  properties,
  key,
});

const NUMERIC = /^Edm\.(?:Byte|SByte|Int16|Int32|Int64|Decimal|Single|Double)$/;

export const isNumeric = (type: StaticType): boolean => type.kind === 'primitive' && NUMERIC.test(type.name);
export const isInteger = (type: StaticType): boolean =>
  type.kind === 'primitive' && /^Edm\.(?:Byte|SByte|Int16|Int32|Int64)$/.test(type.name);
export const isPrimitive = (type: StaticType, ...names: readonly EdmPrimitiveType[]): boolean =>
  type.kind === 'primitive' && names.includes(type.name);

/** A type's name for a message: `Edm.String`, `Collection(Edm.Int32)`. */
export function describeType(type: StaticType): string {
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'collection':
      return `Collection(${describeType(type.item)})`;
    case 'enum':
      return `an enumeration (${[...type.members.values.keys()].join(', ')})`;
    case 'complex':
      return `the structure ${type.name}`;
    case 'null':
      return 'null';
    case 'json':
      return 'a JSON object';
  }
}
