import { posix } from 'node:path';
import ts from 'typescript';

/** A file, by its path from the root of the repository. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What a file imports, as it is written: types, exports and lazy imports included. */
export const specifiersOf = ({ text }: SourceFile): readonly string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** The files that a file imports by a relative path, by their paths from the root. */
export const neighboursOf = (file: SourceFile): readonly string[] =>
  specifiersOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file.path), specifier));

/** What is no part of the product, and may import whatever it tests. */
export const isTest = (path: string): boolean => /\.test(-d)?\.[cm]?tsx?$/.test(path);
