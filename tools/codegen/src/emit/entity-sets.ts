import { type InterfaceDeclarationStructure, type StatementStructures, StructureKind } from 'ts-morph';
import type { EntitySetModel, PropertyModel } from '../model/model.ts';
import { fieldInterfaces } from './fields.ts';
import { constant, type GeneratedModule } from './file.ts';
import { filterObjectInterfaces } from './filter-object.ts';
import { literal } from './literal.ts';
import { offerTypes } from './offers.ts';

/** A property as the query builder's `EdmProperty`. An open enumeration is text with known members, a closed one an `Edm.EnumType`. */
const edmProperty = ({ edm, nullable, members, open, properties }: PropertyModel): unknown => ({
  type: members && !open ? 'Edm.EnumType' : edm,
  ...(nullable && { nullable }),
  ...(members && { members }),
  ...(properties && { properties: edmProperties(properties) }),
});

const edmProperties = (properties: readonly PropertyModel[]): unknown =>
  Object.fromEntries(properties.map((property) => [property.name, edmProperty(property)]));

const filterable = (properties: readonly PropertyModel[]): unknown =>
  Object.fromEntries(
    properties.flatMap(({ name, filter }) =>
      filter ? [[name, { operators: filter.operators, evidence: filter.evidence }]] : [],
    ),
  );

/** The entity set as the query builder's `EntitySet`, without descriptions: those are for the compiler, and cost bytes. */
export const entitySetData = ({ name, entityType, key, properties, top, skip }: EntitySetModel): unknown => ({
  name,
  entityType: { name: entityType, key, properties: edmProperties(properties) },
  filterable: filterable(properties),
  ...(top && { top }),
  ...(skip && { skip }),
});

const typesInterface = ({ entityType, top }: EntitySetModel): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name: `${entityType}Types`,
  docs: ['What the compiler knows of the entity set.'],
  properties: [
    { name: 'fields', type: `${entityType}Fields` },
    { name: 'observedFields', type: `${entityType}ObservedFields` },
    { name: 'filterObject', type: `${entityType}FilterObject` },
    { name: 'observedFilterObject', type: `${entityType}ObservedFilterObject` },
    { name: 'row', type: entityType },
    { name: 'maxTop', type: top?.maximum === undefined ? 'number' : String(top.maximum) },
  ],
});

function importsOf(entitySets: readonly EntitySetModel[]): readonly StatementStructures[] {
  const filters = entitySets.flatMap(({ properties }) => properties.filter(({ filter }) => filter));
  const typeImport = { kind: StructureKind.ImportDeclaration, isTypeOnly: true } as const;
  const enumerations = filters.flatMap(({ enumeration }) => enumeration ?? []);
  const models = [...new Set([...entitySets.map(({ entityType }) => entityType), ...enumerations])].toSorted();
  const refusals = ['NotFilterable', 'ObservedOnly', 'OperatorRefused'];
  return [
    {
      ...typeImport,
      moduleSpecifier: '@defender-odata/query-builder',
      namedImports: ['Conditions', 'EntitySet', ...refusals, ...offerTypes(entitySets)].toSorted(),
    },
    { ...typeImport, moduleSpecifier: '../core/date-time-offset.ts', namedImports: ['DateTimeOffset'] },
    { ...typeImport, moduleSpecifier: './models/index.ts', namedImports: models },
  ];
}

/** The entity sets: what may be queried, for the compiler and for the check at run time. */
export const emitEntitySets = (entitySets: readonly EntitySetModel[]): GeneratedModule => ({
  path: 'packages/client/src/generated/entity-sets.gen.ts',
  structure: {
    statements: [
      ...importsOf(entitySets),
      ...entitySets.flatMap((set) => [
        ...fieldInterfaces(set),
        ...filterObjectInterfaces(set),
        typesInterface(set),
        constant(
          set.constant,
          `What a query on ${set.name} may say.`,
          literal(entitySetData(set)),
          `EntitySet<${set.entityType}Types>`,
        ),
      ]),
    ],
  },
});
