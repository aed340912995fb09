import { type StatementStructures, StructureKind } from 'ts-morph';
import type { EntitySetModel, PropertyModel } from '../model/model.ts';
import { deprecatedText } from './doc.ts';
import type { GeneratedModule } from './file.ts';
import { quote } from './literal.ts';
import { primitiveTypes } from './primitive-types.ts';

const valueTypes: Readonly<Record<string, string>> = {
  ...primitiveTypes,
  'Edm.DateTimeOffset': 'DateTimeOffset',
};

/** The entity set without what is inside of its complex properties. */
export const withoutInsides = (set: EntitySetModel): EntitySetModel => ({
  ...set,
  properties: set.properties.map((property) => {
    const { properties: _insides, ...outside } = property;
    return outside;
  }),
});

const names = (members: readonly string[], isOpen: boolean | undefined): string =>
  [...members.map(quote), ...(isOpen ? ['(string & {})'] : [])].join(' | ');

const object = (properties: readonly PropertyModel[]): string =>
  `{ ${properties.map((property) => `readonly ${quote(property.name)}${property.required ? '' : '?'}: ${rowType(property)}`).join('; ')} }`;

/** The type of an object without a name. */
const objectType = (properties: readonly PropertyModel[] | undefined): string =>
  properties ? object(properties) : 'Readonly<Record<string, unknown>>';

/** The type of a property in a row. */
function rowType(property: PropertyModel): string {
  const { edm, nullable, nullableItems, itemNames, complexType, properties } = property;
  const { enumeration, members, open } = itemNames ?? property;
  const item = /^Collection\((.*)\)$/.exec(edm)?.[1] ?? edm;
  const plain =
    enumeration ??
    (members && `(${names(members, open)})`) ??
    (item === 'Edm.ComplexType' ? (complexType ?? objectType(properties)) : (valueTypes[item] ?? 'string'));
  const value = edm === item ? plain : `readonly (${plain}${nullableItems ? ' | null' : ''})[]`;
  return nullable ? `${value} | null` : value;
}

const typeInterface = (name: string, doc: string, properties: readonly PropertyModel[]): StatementStructures => ({
  kind: StructureKind.Interface,
  isExported: true,
  name,
  docs: [doc],
  properties: properties.map((property) => ({
    name: quote(property.name),
    isReadonly: true,
    hasQuestionToken: !property.required,
    type: rowType(property),
    docs: [deprecatedText(property.description, property.deprecated)].filter(Boolean),
  })),
});

const withInsides = (properties: readonly PropertyModel[]): readonly PropertyModel[] =>
  properties.flatMap((property) => [property, ...withInsides(property.properties ?? [])]);

/** The types of the rows and of their enumerations, where openapi-generator does not write them. */
export function emitRows(entitySets: readonly EntitySetModel[]): GeneratedModule {
  const enumerations = new Map(
    entitySets
      .flatMap((set) => withInsides(set.properties))
      .map(({ itemNames, ...property }) => itemNames ?? property)
      .flatMap(({ enumeration, members, open }) =>
        enumeration !== undefined && members ? [[enumeration, names(members, open)] as const] : [],
      ),
  );
  const rows = new Map(entitySets.map((set) => [set.entityType, set]));
  const parts = entitySets
    .flatMap((set) => withInsides(set.properties))
    .flatMap(({ complexType, properties }) =>
      complexType === undefined || rows.has(complexType) ? [] : [{ name: complexType, properties }],
    );
  // A type that is a part of itself stands there once without its properties.
  const complexTypes = new Map(
    parts.map(({ name }) => [name, parts.find((part) => part.name === name && part.properties)?.properties]),
  );
  return {
    path: 'builder/rows.gen.ts',
    structure: {
      statements: [
        {
          kind: StructureKind.TypeAlias,
          isExported: true,
          name: 'DateTimeOffset',
          type: 'string',
          docs: ['An instant as the service writes it, with all its digits.'],
        },
        ...[...enumerations].map(([name, type]) => ({
          kind: StructureKind.TypeAlias as const,
          isExported: true,
          name,
          type,
        })),
        ...[...rows.values()].map(({ entityType, properties }) => typeInterface(entityType, 'A row.', properties)),
        ...[...complexTypes].map(([name, properties]) =>
          properties
            ? typeInterface(name, 'A part of a row.', properties)
            : { kind: StructureKind.TypeAlias as const, isExported: true, name, type: objectType(undefined) },
        ),
      ],
    },
  };
}
