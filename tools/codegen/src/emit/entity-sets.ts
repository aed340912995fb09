import { type InterfaceDeclarationStructure, type StatementStructures, StructureKind } from 'ts-morph';
import type { EntitySetModel } from '../model/model.ts';
import { complexProperties } from './entity-set-data.ts';
import { fieldInterfaces, isObserved } from './fields.ts';
import { constant, type GeneratedModule } from './file.ts';
import { filterObjectInterfaces } from './filter-object.ts';
import { allGroupTypes, type Groups, groupsOf } from './groups.ts';
import { literal } from './literal.ts';
import { offerName, otherOperators } from './offers.ts';
import { optionTypes } from './option-types.ts';
import { querySetName } from './query-sets.ts';

const typesInterface = (set: EntitySetModel): InterfaceDeclarationStructure => {
  const { entityType, top, properties } = set;
  const after = properties.some(isObserved) ? 'Observed' : '';
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: `${entityType}Types`,
    docs: ['What the compiler knows of the entity set.'],
    properties: [
      { name: 'fields', type: `${entityType}Fields` },
      { name: 'observedFields', type: `${entityType}${after}Fields` },
      { name: 'filterObject', type: `${entityType}FilterObject` },
      { name: 'observedFilterObject', type: `${entityType}${after}FilterObject` },
      { name: 'row', type: entityType },
      { name: 'maxTop', type: top?.maximum === undefined ? 'number' : String(top.maximum) },
      ...optionTypes(set),
    ],
  };
};

const isCollection = (operator: string): boolean => operator === 'any' || operator === 'all';

/** The names of the query builder's types that the statements speak of. */
function builderTypes(entitySets: readonly EntitySetModel[], { all }: Groups): readonly string[] {
  const properties = entitySets.flatMap((set) => set.properties);
  const groups = [...all.values()];
  const operators = new Set(groups.flatMap((group) => group.operators));
  return [
    'EntitySet',
    'FilterLogic',
    ...[...operators].map(offerName),
    ...(groups.some((group) => otherOperators(group.operators).length > 0) ? ['NoOperator'] : []),
    ...(groups.some((group) => !group.operators.every(isCollection)) ? ['Conditions'] : []),
    ...([...operators].some(isCollection) ? ['CollectionSyntax', 'ItemSyntax'] : []),
    ...(properties.some(({ filter }) => !filter) ? ['NotFilterable'] : []),
    ...(properties.some(isObserved) ? ['ObservedOnly'] : []),
    ...(entitySets.some(({ select }) => select) ? ['Selectable'] : []),
  ].toSorted();
}

function importsOf(entitySets: readonly EntitySetModel[], groups: Groups): readonly StatementStructures[] {
  const filters = entitySets.flatMap(({ properties }) => properties.filter(({ filter }) => filter));
  const typeImport = { kind: StructureKind.ImportDeclaration, isTypeOnly: true } as const;
  const enumerations = filters.flatMap(({ itemNames, ...property }) => (itemNames ?? property).enumeration ?? []);
  const models = [...new Set([...entitySets.map(({ entityType }) => entityType), ...enumerations])].toSorted();
  return [
    {
      ...typeImport,
      moduleSpecifier: '#query-builder',
      namedImports: [...builderTypes(entitySets, groups)],
    },
    ...(filters.some(({ edm }) => /^(?:Collection\()?Edm\.DateTimeOffset/.test(edm))
      ? [{ ...typeImport, moduleSpecifier: '#date-time-offset', namedImports: ['DateTimeOffset'] }]
      : []),
    ...(entitySets.some(hasComplex)
      ? [
          {
            kind: StructureKind.ImportDeclaration as const,
            moduleSpecifier: '#with-properties',
            namedImports: ['withProperties'],
          },
        ]
      : []),
    { ...typeImport, moduleSpecifier: '#models', namedImports: models },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: './query-sets.gen.ts',
      namedImports: entitySets.map(querySetName),
    },
  ];
}

const hasComplex = (set: EntitySetModel): boolean => Object.keys(complexProperties(set)).length > 0;

/** The entity sets: what may be queried, for the compiler and for the check at run time. */
export function emitEntitySets(entitySets: readonly EntitySetModel[]): GeneratedModule {
  const groups = groupsOf(entitySets);
  return {
    path: 'builder/entity-sets.gen.ts',
    structure: {
      statements: [
        ...importsOf(entitySets, groups),
        ...allGroupTypes(groups),
        ...entitySets.flatMap((set) => [
          ...fieldInterfaces(set, groups),
          ...filterObjectInterfaces(set, groups),
          typesInterface(set),
          constant(
            set.constant,
            `What a query on ${set.name} may say.`,
            // A pure call, so that a bundler leaves it out where only queries are made.
            hasComplex(set)
              ? `/* @__PURE__ */ withProperties(${querySetName(set)}, ${literal(complexProperties(set))})`
              : querySetName(set),
            `EntitySet<${set.entityType}Types>`,
          ),
        ]),
      ],
    },
  };
}
