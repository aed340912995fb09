import { type InterfaceDeclarationStructure, StructureKind } from 'ts-morph';
import type { CollectionModel, EntitySetModel, OperationModel } from '../model/model.ts';
import { deprecatedText, docText } from './doc.ts';
import { memberMethod, memberModels, memberParts, parametersInterface } from './members.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal, object, quote } from './literal.ts';
import { querySetName } from './query-sets.ts';

/** The operations by what they are called in the client; nothing where there are none. */
const idsByName = (operations: readonly OperationModel[]): Readonly<Record<string, string>> | undefined =>
  operations.length === 0
    ? undefined
    : Object.fromEntries(operations.map(({ member = '', id }) => [member, id] as const));

function row(collection: CollectionModel): string {
  const { name, entitySet, key, operations, alternateKeys, createdAt, aliases, final } = collection;
  const actions = idsByName(collection.actions);
  const functions = idsByName(collection.functions);
  const gets = idsByName(collection.gets);
  const lists = idsByName(collection.lists);
  return object([
    { name: 'name', text: quote(name) },
    { name: 'entitySet', text: `${querySetName(entitySet)} as EntitySet<${entitySet.entityType}Types>` },
    { name: 'entityType', text: quote(entitySet.entityType) },
    ...Object.entries({
      key,
      alternateKeys,
      operations,
      gets,
      lists,
      actions,
      functions,
      createdAt,
      aliases,
      final,
    }).flatMap(([part, value]) => (value === undefined ? [] : [{ name: part, text: literal(value) }])),
  ]);
}

const interfaceName = ({ entitySet }: CollectionModel): string => `${entitySet.name}Collection`;

/** What one row is asked by, where that is not one text: each parameter of the path. */
const keyType = ([first, ...others]: readonly string[]): string =>
  others.length === 0
    ? ''
    : `, { ${[first ?? '', ...others].map((name) => `readonly ${quote(name)}: string`).join('; ')} }`;

/** The hand-written interfaces that a collection is made of: what its operations and its rows make possible. */
const partsOf = ({ entitySet, get, createdAt, final }: CollectionModel): readonly string[] => [
  `Listed<${entitySet.entityType}Types>`,
  ...(get ? [`Gettable<${get.model}${keyType(get.pathParameters)}>`] : []),
  ...(createdAt === undefined ? [] : ['WithCreated']),
  ...(final ? ['WithFinal'] : []),
];

const reader = (operation: OperationModel, part: string, of: string) => ({
  operation,
  part,
  type: `${part}<${of}${keyType(operation.pathParameters)}>`,
});

/** What reads rows by another path, each with its type: the hand-written one for it, and what that takes. */
function readersOf({ gets, lists }: CollectionModel, sets: readonly EntitySetModel[]) {
  const typesOf = (operation: OperationModel): string =>
    `${sets.find(({ name }) => name === operation.entitySet)?.entityType ?? ''}Types`;
  return [
    ...gets.map((operation) => reader(operation, 'GetBy', operation.answerModel ?? '')),
    ...lists.map((operation) => reader(operation, 'ListUnder', typesOf(operation))),
  ];
}

const collectionInterface = (
  collection: CollectionModel,
  sets: readonly EntitySetModel[],
): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name: interfaceName(collection),
  docs: [docText(collection.description)],
  extends: [...partsOf(collection)],
  properties: readersOf(collection, sets).map(({ operation, type }) => ({
    name: operation.member ?? '',
    type,
    isReadonly: true,
    docs: [deprecatedText(operation.description || `${operation.summary}.`, operation.deprecated)],
  })),
  methods: membersOf(collection).map(memberMethod),
});

/** Its actions and functions. */
const membersOf = ({ actions, functions }: CollectionModel): readonly OperationModel[] => [...actions, ...functions];

const clientInterface = (collections: readonly CollectionModel[]): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name: 'DefenderCollections',
  docs: ['The collections that a client has.'],
  properties: collections.map((collection) => ({
    name: collection.name,
    type: interfaceName(collection),
    isReadonly: true,
    docs: [deprecatedText(collection.description, collection.deprecated)],
  })),
});

/** The collections as data, and as types: what there is to query, by which operations, and what is known of the rows. */
export function emitCollections(collections: readonly CollectionModel[]): GeneratedModule {
  const typeImport = { kind: StructureKind.ImportDeclaration, isTypeOnly: true } as const;
  const sets = collections.map(({ entitySet }) => entitySet);
  const parts = collections.flatMap((collection) => [
    ...partsOf(collection).map((part) => /^\w+/.exec(part)?.[0] ?? part),
    ...readersOf(collection, sets).map(({ part }) => part),
  ]);
  const members = collections.flatMap(membersOf);
  const models = [
    ...collections.flatMap(({ get, gets }) => [
      ...(get ? [get.model] : []),
      ...gets.flatMap(({ answerModel }) => answerModel ?? []),
    ]),
    ...members.flatMap(memberModels),
  ];
  return {
    path: 'client/collections.gen.ts',
    structure: {
      statements: [
        {
          ...typeImport,
          moduleSpecifier: '#query-builder',
          namedImports: ['EntitySet'],
        },
        {
          ...typeImport,
          moduleSpecifier: '#collections',
          namedImports: [...new Set([...parts, ...members.flatMap(memberParts)])].toSorted(),
        },
        {
          ...typeImport,
          moduleSpecifier: './entity-sets.gen.ts',
          namedImports: collections.map(({ entitySet }) => `${entitySet.entityType}Types`).toSorted(),
        },
        ...(models.length > 0
          ? [{ ...typeImport, moduleSpecifier: '#models', namedImports: [...new Set(models)].toSorted() }]
          : []),
        {
          kind: StructureKind.ImportDeclaration,
          moduleSpecifier: './query-sets.gen.ts',
          namedImports: collections.map(({ entitySet }) => querySetName(entitySet)),
        },
        constant(
          'collections',
          'The collections by name: what a query may say, the operations, and what is known of the rows.',
          `${object(collections.map((collection) => ({ name: collection.name, doc: collection.description, text: row(collection) })))} as const`,
        ),
        ...members.flatMap(parametersInterface),
        ...collections.map((collection) => collectionInterface(collection, sets)),
        clientInterface(collections),
      ],
    },
  };
}
