import { StructureKind } from 'ts-morph';
import type { CollectionModel } from '../model/model.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal, object, quote } from './literal.ts';
import { querySetName } from './query-sets.ts';

const row = ({ name, entitySet, key, operations, createdAt, aliases, final }: CollectionModel): string =>
  object([
    { name: 'name', text: quote(name) },
    { name: 'entitySet', text: querySetName(entitySet) },
    { name: 'entityType', text: quote(entitySet.entityType) },
    ...Object.entries({ key, operations, createdAt, aliases, final }).flatMap(([part, value]) =>
      value === undefined ? [] : [{ name: part, text: literal(value) }],
    ),
  ]);

/** The collections as data: what there is to query, by which operations, and what is known of the rows. */
export const emitCollections = (collections: readonly CollectionModel[]): GeneratedModule => ({
  path: 'packages/client/src/generated/collections.gen.ts',
  structure: {
    statements: [
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
    ],
  },
});
