import type { SourceFile } from '../boundaries/imports.ts';

/** A piece of code in the papers or in a docstring, and the line it begins at. */
export interface Snippet {
  readonly path: string;
  readonly line: number;
  readonly code: string;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The fenced TypeScript blocks of a Markdown file; a block fenced as `ts no-check` is not meant to compile. */
export function fromMarkdown({ path, text }: SourceFile): Snippet[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = '' }) => ({
    path,
    line: lineOf(text, index) + 1,
    code,
  }));
}

/** The `@example` blocks in the docstrings of a source file. */
export function fromDocstrings({ path, text }: SourceFile): Snippet[] {
  return [...text.matchAll(/\/\*\*.*?\*\//gs)].flatMap(({ 0: comment, index }) =>
    [...comment.matchAll(/@example\b(.*?)(?=\n\s*\* @|\*\/$)/gs)].map(({ 1: body = '', index: inner }) => ({
      path,
      line: lineOf(text, index + inner),
      code: body.replaceAll(/^\s*\* ?/gm, '').replaceAll(/^```(ts)?$/gm, ''),
    })),
  );
}
