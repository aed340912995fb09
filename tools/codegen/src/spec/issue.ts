/** One thing that is wrong with the spec, and where it stands. */
export interface SpecIssue {
  /** The line in the file, from 1. */
  readonly line: number;
  /** The column in the line, from 1. */
  readonly column: number;
  /** The path in the document, such as `paths./books.get.x-odata`. */
  readonly path: string;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

/** Thrown when the spec cannot be generated from. Nothing has been written then. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly code = 'spec-invalid';
  readonly file: string;
  readonly issues: readonly SpecIssue[];

  constructor(file: string, issues: readonly SpecIssue[]) {
    const lines = issues.map(({ line, column, path, message }) => `${file}:${line}:${column}  ${path}\n    ${message}`);
    super(`The spec has ${issues.length === 1 ? 'an error' : `${issues.length} errors`}:\n\n${lines.join('\n')}`);
    this.file = file;
    this.issues = issues;
  }
}
