import { StructureKind } from 'ts-morph';
import type { EntitySetModel } from '../model/model.ts';
import { querySetData } from './entity-set-data.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal } from './literal.ts';

/** The name of the constant that holds what a query asks of an entity set. */
export const querySetName = ({ constant: name }: EntitySetModel): string => `${name}QuerySet`;

/** What queries ask of the entity sets, apart: the client needs no more of them. */
export const emitQuerySets = (entitySets: readonly EntitySetModel[]): GeneratedModule => ({
  path: 'builder/query-sets.gen.ts',
  structure: {
    statements: [
      {
        kind: StructureKind.ImportDeclaration,
        isTypeOnly: true,
        moduleSpecifier: '#query-builder',
        namedImports: ['EntitySetData'],
      },
      ...entitySets.map((set) =>
        constant(
          querySetName(set),
          `What a query on ${set.name} may say. The insides of complex properties, which no query asks for, are left to the entity set.`,
          literal(querySetData(set)),
          'EntitySetData',
        ),
      ),
    ],
  },
});
