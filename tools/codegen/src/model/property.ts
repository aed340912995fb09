import { referenceName, resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { isRecord, list, readDeprecated, record, text, texts } from '../spec/value.ts';
import type { FilterModel, PropertyModel } from './model.ts';

type Schema = Readonly<Record<string, unknown>>;

const isNullSchema = (schema: unknown): boolean => isRecord(schema) && schema['type'] === 'null';

/** The schema without its null: `oneOf: [X, {type: 'null'}]` is X, `type: [string, 'null']` is string. */
function withoutNull(schema: Schema): { readonly inner: Schema; readonly nullable: boolean } {
  const choices = list(schema['oneOf']);
  const [only, ...more] = choices.filter((choice) => !isNullSchema(choice));
  if (choices.length > 1 && isRecord(only) && more.length === 0)
    return {
      inner: { ...only, ...(schema['description'] === undefined ? {} : { description: schema['description'] }) },
      nullable: true,
    };
  const types = list(schema['type']);
  return { inner: schema, nullable: types.includes('null') };
}

/** The one type of a schema beside null; empty where it has none or several. */
function typeOf(schema: Schema): string {
  if (!Array.isArray(schema['type'])) return text(schema['type']);
  const [type, ...more] = schema['type'].filter((name) => name !== 'null');
  return more.length === 0 ? text(type) : '';
}

const integers: Readonly<Record<string, string>> = { int16: 'Edm.Int16', int32: 'Edm.Int32', int64: 'Edm.Int64' };
const numbers: Readonly<Record<string, string>> = { float: 'Edm.Single', double: 'Edm.Double', decimal: 'Edm.Decimal' };
const strings: Readonly<Record<string, string>> = {
  uuid: 'Edm.Guid',
  'date-time': 'Edm.DateTimeOffset',
  date: 'Edm.Date',
  time: 'Edm.TimeOfDay',
  duration: 'Edm.Duration',
};

/** The formats of a type that something is generated from. */
export const formatsOf = (type: string): readonly string[] =>
  Object.keys({ string: { ...strings, uri: '' }, integer: integers, number: numbers }[type] ?? {});

/**
 * The EDM type of a schema, or undefined where it has none.
 *
 * @see OData 4.01 CSDL, section 3.3, for the primitive types. A GUID that the service compares as quoted text has no format.
 */
function edmType(spec: Spec, schema: Schema): string | undefined {
  const format = text(schema['format']);
  switch (typeOf(schema)) {
    case 'string':
      return strings[format] ?? 'Edm.String';
    case 'integer':
      return integers[format] ?? 'Edm.Int64';
    case 'number':
      return numbers[format] ?? 'Edm.Double';
    case 'boolean':
      return 'Edm.Boolean';
    case 'object':
      return 'Edm.ComplexType';
    case 'array': {
      const item = edmType(spec, record(resolve(spec, schema['items'])));
      return item && !item.startsWith('Collection') ? `Collection(${item})` : undefined;
    }
    default:
      return undefined;
  }
}

/** The EDM type of a property, whether it may be null or not; undefined where it has none. */
export const propertyEdmType = (spec: Spec, value: unknown): string | undefined =>
  edmType(spec, record(resolve(spec, withoutNull(record(value)).inner)));

/** Where something is known from: one source, or several. */
export const readSources = (value: unknown): readonly string[] => texts(Array.isArray(value) ? value : [value]);

/** The keywords of JSON Schema that say what values a property may have, beside its type. */
export const facetNames: readonly string[] = ['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems'];

/** What JSON Schema says of the values of a schema, under the same names. */
export const readFacets = (schema: Schema): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    facetNames.flatMap((name) => {
      const value = schema[name];
      return typeof value === 'number' || typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** The enumeration that a schema is, with the name of its model where it has one; nothing where it is none. */
function readNames(schema: Schema, reference: unknown): Pick<PropertyModel, 'enumeration' | 'members' | 'open'> {
  const members = texts(schema['enum']);
  return members.length === 0
    ? {}
    : {
        ...(typeof reference === 'string' && { enumeration: referenceName(reference) }),
        members,
        open: schema['x-open-enum'] === true,
      };
}

/** The values after which nothing changes, under every name that was seen. */
function readFinal(schema: Schema): readonly string[] {
  const values = texts(schema['x-final']);
  const others = Object.entries(record(schema['x-enum-aliases']));
  return [...values, ...others.filter(([, value]) => values.includes(text(value))).map(([name]) => name)];
}

/**
 * A property of a schema, resolved.
 *
 * @param within The names of the types that it is a part of.
 */
export function readProperty(
  spec: Spec,
  name: string,
  value: unknown,
  required: boolean,
  filter?: FilterModel,
  within: readonly string[] = [],
): PropertyModel {
  const { inner, nullable } = withoutNull(record(value));
  const schema = record(resolve(spec, inner));
  const item = record(resolve(spec, schema['items']));
  const holder = isRecord(schema['properties']) ? schema : item;
  const complexType = referenceName(text(inner['$ref'] ?? withoutNull(record(schema['items'])).inner['$ref']));
  // What leads back to a type that it is a part of ends there: its name says the rest.
  const isRepeated = complexType !== '' && within.includes(complexType);
  const edm = edmType(spec, schema) ?? 'Edm.String';
  const itemModel = referenceName(text(record(schema['items'])['$ref']));
  const itemNames = readNames(item, withoutNull(record(schema['items'])).inner['$ref']);
  const sources = readSources(schema['x-source']);
  const finalValues = readFinal(schema);
  const deprecated = readDeprecated(schema);
  const facets = readFacets(schema);
  const itemFacets = readFacets(item);
  return {
    name,
    description: text(schema['description']),
    ...(deprecated !== undefined && { deprecated }),
    edm,
    nullable: nullable || withoutNull(schema).nullable,
    required,
    ...readNames(schema, inner['$ref']),
    ...(itemNames.members && { itemNames }),
    ...(schema['x-ordered'] === true && { ordered: true }),
    ...(itemModel !== '' && { itemModel }),
    ...(schema['format'] === 'uri' && { isLink: true }),
    ...(sources.length > 0 && { sources }),
    ...(typeof schema['x-personal'] === 'boolean' && { personal: schema['x-personal'] }),
    ...(texts(schema['x-aliases']).length > 0 && { aliases: texts(schema['x-aliases']) }),
    ...(finalValues.length > 0 && { finalValues }),
    ...(Object.keys(facets).length > 0 && { facets }),
    ...(Object.keys(itemFacets).length > 0 && { itemFacets }),
    ...('example' in schema && { example: schema['example'] }),
    ...(withoutNull(item).nullable && { nullableItems: true }),
    ...(complexType !== '' && edm.includes('Edm.ComplexType') && { complexType }),
    ...(isRecord(holder['properties']) &&
      !isRepeated && { properties: readProperties(spec, holder, {}, [...within, complexType]) }),
    ...(filter && { filter }),
  };
}

/**
 * The properties of an object schema, in the document's order.
 *
 * @param within The names of the types whose properties they are: its own, and those that it is a part of.
 */
export function readProperties(
  spec: Spec,
  schema: Schema,
  filters: Readonly<Record<string, FilterModel>> = {},
  within: readonly string[] = [],
): readonly PropertyModel[] {
  const required = texts(schema['required']);
  return Object.entries(record(schema['properties'])).map(([name, value]) =>
    readProperty(
      spec,
      name,
      value,
      required.includes(name),
      Object.hasOwn(filters, name) ? filters[name] : undefined,
      within,
    ),
  );
}
