import ts from 'typescript';

/** How snippets and queries are compiled: as strictly as the packages are, and against their sources. */
export const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  customConditions: ['@defender-odata/source'],
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Makes a program of files that are not on the disk. One program for all of them, since making one costs a second.
 *
 * @param sources - The texts, by absolute path.
 * @param more - Options of the compiler beside the usual ones.
 */
export function createVirtualProgram(sources: ReadonlyMap<string, string>, more: ts.CompilerOptions = {}): ts.Program {
  const host = ts.createCompilerHost(compilerOptions);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const text = sources.get(name);
    return text === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  };
  return ts.createProgram([...sources.keys()], { ...compilerOptions, ...more }, host);
}
