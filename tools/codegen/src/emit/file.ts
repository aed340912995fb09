import {
  type OptionalKind,
  StructureKind,
  type SourceFileStructure,
  VariableDeclarationKind,
  type VariableStatementStructure,
} from 'ts-morph';
import { docText } from './doc.ts';

/** A generated TypeScript file: where it belongs, and what stands in it. */
export interface GeneratedModule {
  /** The part of the output that it belongs to, and its name there: `builder/entity-sets.gen.ts`. */
  readonly path: string;
  readonly structure: OptionalKind<SourceFileStructure>;
}

/** An exported constant with a doc comment. */
export const constant = (
  name: string,
  doc: string,
  initializer: string,
  type?: string,
): VariableStatementStructure => ({
  kind: StructureKind.VariableStatement,
  leadingTrivia: '\n',
  isExported: true,
  declarationKind: VariableDeclarationKind.Const,
  docs: [docText(doc)],
  declarations: [{ name, initializer, ...(type !== undefined && { type }) }],
});
