import { join, relative } from 'node:path';
import ts from 'typescript';

/** What the compiler says of a file. */
export interface Compiled {
  /** The messages of its errors. */
  readonly errors: readonly string[];
  /** The errors of everything under the root that it leads to, each with its file. */
  all(): readonly string[];
  /** The hover text of a name at its first place: its documentation. */
  hover(name: string): string;
}

const messageOf = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, ' ');

/**
 * Compiles a file under a root.
 *
 * @param project Whose settings are taken. Default: those of the package in the same workspace.
 */
export function compile(root: string, path: string, project = join(root, 'packages/testing')): Compiled {
  const config = ts.readConfigFile(join(project, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, project);
  const file = join(root, path);
  const program = ts.createProgram([file], { ...options, noEmit: true });
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${path} was not compiled.`);
  const checker = program.getTypeChecker();
  return {
    errors: ts.getPreEmitDiagnostics(program, source).map(messageOf),
    all: () =>
      ts.getPreEmitDiagnostics(program).flatMap((diagnostic) => {
        const from = diagnostic.file && relative(root, diagnostic.file.fileName);
        return from?.startsWith('..') ? [] : [`${from ?? ''}: ${messageOf(diagnostic)}`];
      }),
    hover: (name) => {
      const node = findIdentifier(source, name);
      return ts.displayPartsToString(node && checker.getSymbolAtLocation(node)?.getDocumentationComment(checker));
    },
  };
}

function findIdentifier(node: ts.Node, name: string): ts.Identifier | undefined {
  if (ts.isIdentifier(node) && node.text === name) return node;
  return ts.forEachChild(node, (child) => findIdentifier(child, name));
}
