import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { root } from '../repository.ts';
import { createVirtualProgram } from '../virtual-program.ts';
import type { Snippet } from './extract.ts';

/** The entry points whose exports a docstring may use without importing them. */
const entryPoints = [
  '@defender-odata/query-builder',
  '@defender-odata/query-builder/parse',
  '@defender-odata/query-builder/evaluate',
  '@defender-odata/query-builder/nearest',
  '@defender-odata/client',
  '@defender-odata/testing',
];

const fileOf = (index: number): string => fileURLToPath(new URL(`snippet-${index}.virtual.ts`, import.meta.url));

const createProgram = (texts: readonly string[]): ts.Program =>
  createVirtualProgram(new Map(texts.map((text, index) => [fileOf(index), text])));

/** Every name that the entry points export, with the first entry point that has it. */
function exportedNames(): Map<string, string> {
  const program = createProgram([entryPoints.map((entry) => `export type * from '${entry}';`).join('\n')]);
  const checker = program.getTypeChecker();
  const names = new Map<string, string>();
  for (const statement of program.getSourceFile(fileOf(0))?.statements ?? []) {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) continue;
    const module = checker.getSymbolAtLocation(statement.moduleSpecifier);
    for (const { name } of module ? checker.getExportsOfModule(module) : [])
      if (!names.has(name)) names.set(name, (statement.moduleSpecifier as ts.StringLiteral).text);
  }
  return names;
}

/** What an example may take for granted, as a reader does. */
const stage: Readonly<Record<string, string>> = {
  client: "declare const client: import('@defender-odata/client').DefenderClient;",
  credential: "declare const credential: import('@defender-odata/client').TokenCredential;",
  DefaultAzureCredential:
    "declare const DefaultAzureCredential: new () => import('@defender-odata/client').TokenCredential;",
  emulator: "declare const emulator: import('@defender-odata/testing').MswEmulator;",
  entityType: "declare const entityType: import('@defender-odata/query-builder').EntityType;",
  id: 'declare const id: string;',
  rows: 'declare const rows: readonly object[];',
  setupServer: "import { setupServer } from 'msw/node';",
};

/** Imports what a snippet without imports names: from the entry points, or from the file that it documents. */
function withImports({ code, path }: Snippet, names: ReadonlyMap<string, string>): string {
  if (/^import /m.test(code)) return code;
  const used = new Set(code.match(/(?<!\w|(?<!\.\.)\.)[A-Za-z_]\w*\b/g));
  for (const [, name] of code.matchAll(/\b(?:const|let|function|class|interface|type) (\w+)/g)) used.delete(name ?? '');
  for (const [, parameter] of code.matchAll(/\(?(\w+)\)? =>/g)) used.delete(parameter ?? '');
  const exported = path.endsWith('.ts')
    ? [...readFileSync(root + path, 'utf8').matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)]
    : [];
  const own = new Map(exported.map(([, name = '']) => [name, root + path]));
  const lines = [...used].flatMap((name) => {
    const module = names.get(name) ?? own.get(name);
    return module ? `import { ${name} } from '${module}';` : (stage[name] ?? []);
  });
  return [...lines, code, 'export {};'].join('\n');
}

/** Compiles snippets against the sources and says what is wrong, a line for each error. */
export function compileSnippets(snippets: readonly Snippet[]): string[] {
  const names = exportedNames();
  const program = createProgram(snippets.map((snippet) => withImports(snippet, names)));
  return snippets.flatMap(({ path, line }, index) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(fileOf(index)))
      .map(({ messageText }) => `${path}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
}
