import { StructureKind, VariableDeclarationKind, type StatementStructures } from 'ts-morph';
import type { ExampleModel } from '../model/model.ts';
import { docText } from './doc.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal } from './literal.ts';

/**
 * The example as a constant of its own. Only the interface below gives it a type: a literal that is typed on the spot may not have
 * keys that the type lacks, and an example may have them, as an answer may. As a constant, so that a name of a closed enumeration is
 * that name and not any text.
 */
const example = ({ name, value }: ExampleModel): StatementStructures => ({
  kind: StructureKind.VariableStatement,
  declarationKind: VariableDeclarationKind.Const,
  declarations: [{ name, initializer: `${literal(value)} as const` }],
});

/** The document's examples as typed bodies. */
export const emitFixtures = (examples: readonly ExampleModel[]): GeneratedModule => ({
  path: 'testing/fixtures.gen.ts',
  structure: {
    statements: [
      ...(examples.length > 0
        ? [
            {
              kind: StructureKind.ImportDeclaration as const,
              isTypeOnly: true,
              moduleSpecifier: '#client',
              namedImports: [...new Set(examples.map(({ schema }) => schema))].toSorted(),
            },
          ]
        : []),
      ...examples.map(example),
      {
        kind: StructureKind.Interface,
        isExported: true,
        name: 'Fixtures',
        docs: ['The bodies of the examples, by name.'],
        properties: examples.map(({ name, schema, summary }) => ({
          name,
          type: schema,
          isReadonly: true,
          docs: [docText(`${summary}.`)],
        })),
      },
      constant(
        'fixtures',
        'The bodies of the examples, key for key.',
        `{ ${examples.map(({ name }) => name).join(', ')} }`,
        'Fixtures',
      ),
    ],
  },
});
