import { StructureKind, type StatementStructures } from 'ts-morph';
import type { CollectionModel, ExampleModel, OperationModel } from '../model/model.ts';
import { docText } from './doc.ts';
import { constant, type GeneratedModule } from './file.ts';
import { object, quote } from './literal.ts';

type Model = {
  readonly collections: readonly CollectionModel[];
  readonly operations: readonly OperationModel[];
  readonly examples: readonly ExampleModel[];
};

const typesOf = ({ collections }: Model): string[] => [
  ...new Set(collections.map(({ entitySet }) => entitySet.entityType)),
];

/** The examples that show rows of a collection: answers of its operations that succeed. */
function examplesOf({ entitySet }: CollectionModel, { operations, examples }: Model): readonly string[] {
  const own = new Set(operations.flatMap((operation) => (operation.entitySet === entitySet.name ? operation.id : [])));
  return examples
    .filter(({ status, operations: of }) => status < 400 && of.some((id) => own.has(id)))
    .map(({ name }) => name);
}

const row = (collection: CollectionModel, model: Model): string => `{
  ...collections.${collection.name},
  entitySet: ${collection.entitySet.constant},
  schema: rowSchemas.${collection.entitySet.entityType},
  examples: [${examplesOf(collection, model).map(quote).join(', ')}],
}`;

/** An interface that has one property for each collection. */
const byCollection = (
  name: string,
  doc: string,
  { collections }: Model,
  typeOf: (collection: CollectionModel) => string,
  isOptional: boolean,
): StatementStructures => ({
  kind: StructureKind.Interface,
  isExported: true,
  name,
  docs: [docText(doc)],
  properties: collections.map((collection) => ({
    name: collection.name,
    type: typeOf(collection),
    isReadonly: true,
    hasQuestionToken: isOptional,
    docs: [docText(collection.description)],
  })),
});

const parametersOf = ({ entitySet, key }: CollectionModel): string => `<${entitySet.entityType}, ${quote(key)}>`;

/** What the emulator has by collection: as data, and as the types of an emulator and of its options. */
export function emitEmulated(model: Model): GeneratedModule {
  const { collections } = model;
  const kinds = [...new Set(collections.map(({ final }) => (final ? 'LivingCollection' : 'EmulatedCollection')))];
  return {
    path: 'testing/emulated.gen.ts',
    structure: {
      statements: [
        {
          kind: StructureKind.ImportDeclaration,
          moduleSpecifier: '#client',
          namedImports: [
            'collections',
            ...collections.map(({ entitySet }) => entitySet.constant),
            ...typesOf(model).map((name) => ({ name, isTypeOnly: true })),
          ],
        },
        {
          kind: StructureKind.ImportDeclaration,
          isTypeOnly: true,
          moduleSpecifier: '#store/collection.ts',
          namedImports: kinds.toSorted(),
        },
        {
          kind: StructureKind.ImportDeclaration,
          isTypeOnly: true,
          moduleSpecifier: '#store/rows-option.ts',
          namedImports: ['RowsOption'],
        },
        { kind: StructureKind.ImportDeclaration, moduleSpecifier: './schema.gen.ts', namedImports: ['rowSchemas'] },
        constant(
          'emulated',
          'The collections by name: what the spec says of them, of their rows, and the examples that show some.',
          `${object(collections.map((collection) => ({ name: collection.name, doc: collection.description, text: row(collection, model) })))} as const`,
        ),
        byCollection(
          'EmulatedCollections',
          'The collections of an emulator.',
          model,
          (collection) => `${collection.final ? 'LivingCollection' : 'EmulatedCollection'}${parametersOf(collection)}`,
          false,
        ),
        byCollection(
          'GivenCollections',
          'The rows that an emulator begins with, by collection.',
          model,
          (collection) => `RowsOption${parametersOf(collection)}`,
          true,
        ),
      ],
    },
  };
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A factory for each entity type. */
export const emitFactories = (model: Model): GeneratedModule => ({
  path: 'testing/factories.gen.ts',
  structure: {
    statements: [
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        moduleSpecifier: '#client',
        namedImports: typesOf(model).toSorted(),
      },
      {
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: '#emulator/factory.ts',
        namedImports: ['createFactory', { name: 'RowFactory', isTypeOnly: true }],
      },
      ...model.collections.map(({ name, description, entitySet: { entityType } }) =>
        constant(
          lower(entityType),
          `Makes rows for tests. ${description}`,
          `/* @__PURE__ */ createFactory(${quote(name)})`,
          `RowFactory<${entityType}>`,
        ),
      ),
    ],
  },
});
