import { join } from 'node:path';
import ts from 'typescript';

/** What the compiler says of a file. */
export interface Compiled {
  /** The messages of its errors. */
  readonly errors: readonly string[];
  /** The hover text of a name at its first place: its documentation. */
  hover(name: string): string;
}

/** Compiles a file of a workspace with the workspace's settings. */
export function compile(root: string, path: string): Compiled {
  const config = ts.readConfigFile(join(root, 'packages/testing/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(root, 'packages/testing'));
  const file = join(root, path);
  const program = ts.createProgram([file], { ...options, noEmit: true });
  const source = program.getSourceFile(file);
  if (!source) throw new Error(`${path} was not compiled.`);
  const checker = program.getTypeChecker();
  return {
    errors: ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
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
