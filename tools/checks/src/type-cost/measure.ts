import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What checking one more query costs, on average. */
export interface TypeCost {
  readonly instantiations: number;
  readonly milliseconds: number;
}

const path = fileURLToPath(new URL('queries.virtual.ts', import.meta.url));

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['@defender-odata/source'],
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

function check(text: string): TypeCost {
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true) : getSourceFile(name, ...rest);
  const program = ts.createProgram([path], options, host);
  const source = program.getSourceFile(path);
  program.getTypeChecker();
  const before = performance.now();
  const [first] = program.getSemanticDiagnostics(source);
  const milliseconds = performance.now() - before;
  if (first) throw new Error(`the queries do not compile: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  return { instantiations: program.getInstantiationCount(), milliseconds };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/**
 * Measures what the type checker spends on a query: the difference between a file of `count` queries and a file of one, divided.
 * The file of one pays for the libraries and for what every query shares.
 *
 * @param prelude - The imports.
 * @param query - Writes the query number `index`.
 */
export function measure(prelude: string, query: (index: number) => string, count = 200, runs = 3): TypeCost {
  const file = (queries: number) => prelude + Array.from({ length: queries }, (_, index) => query(index)).join('\n');
  const pairs = Array.from({ length: runs }, () => [check(file(1)), check(file(1 + count))] as const);
  const perQuery = (of: keyof TypeCost) => median(pairs.map(([one, many]) => (many[of] - one[of]) / count));
  return { instantiations: perQuery('instantiations'), milliseconds: perQuery('milliseconds') };
}
