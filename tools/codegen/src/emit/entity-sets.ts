import { type InterfaceDeclarationStructure, type StatementStructures, StructureKind } from 'ts-morph';
import type { EntitySetModel } from '../model/model.ts';
import { complexProperties } from './entity-set-data.ts';
import { fieldInterfaces } from './fields.ts';
import { constant, type GeneratedModule } from './file.ts';
import { filterObjectInterfaces } from './filter-object.ts';
import { literal } from './literal.ts';
import { offerTypes } from './offers.ts';
import { querySetName } from './query-sets.ts';

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
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: '../core/with-properties.ts',
      namedImports: ['withProperties'],
    },
    { ...typeImport, moduleSpecifier: './models/index.ts', namedImports: models },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: './query-sets.gen.ts',
      namedImports: entitySets.map(querySetName),
    },
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
          // A pure call, so that a bundler leaves it out where only queries are made.
          `/* @__PURE__ */ withProperties(${querySetName(set)}, ${literal(complexProperties(set))})`,
          `EntitySet<${set.entityType}Types>`,
        ),
      ]),
    ],
  },
});
