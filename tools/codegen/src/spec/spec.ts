import {
  type Alias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Document,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { SpecError, type SpecIssue } from './issue.ts';
import { isRecord } from './value.ts';
import { yamlProblem } from './yaml-problems.ts';

/** A place in the document: the keys and indices that lead to it. */
export type Path = readonly (string | number)[];

/** The spec as it was read: plain data, and where each part of it stands in the file. */
export interface Spec {
  /** The file's name, as messages print it. */
  readonly file: string;
  /** The whole document as plain data; YAML aliases are followed, `$ref`s are not. */
  readonly root: Readonly<Record<string, unknown>>;
  /** Makes an issue about the value at a path, or about the last part of the path that exists. */
  issue(path: Path, message: string): SpecIssue;
}

const keyOf = ({ key }: Pair): unknown => (isScalar(key) ? key.value : key);

/** Follows a path through the nodes as far as it goes, and returns the offset of the last key or item it passed. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    const container: unknown = node && 'resolve' in node ? node.resolve(document) : node;
    if (isMap(container)) {
      const pair: Pair | undefined = container.items.find((item) => String(keyOf(item)) === String(part));
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(container)) {
      node = container.items[Number(part)] as Node | undefined;
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

/** Why an alias such as `*collect` cannot be followed, or undefined where it can. */
function aliasProblem(document: Document.Parsed, alias: Alias, around: readonly unknown[]): string | undefined {
  const target = alias.resolve(document);
  if (target === undefined)
    return `There is no anchor "${alias.source}" before the alias. Allowed: an anchor that stands further up.`;
  return around.includes(target)
    ? `The alias "${alias.source}" stands inside of what it names, which would have no end. Allowed: an anchor that ended before.`
    : undefined;
}

/** The document as plain data. What cannot be, such as a merge of what is no mapping, is known only while it is made. */
function dataOf(document: Document.Parsed, refusal: (message: string) => SpecError): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads the spec.
 *
 * @param text The YAML text.
 * @param file The file's name, for messages.
 * @throws SpecError when the text is not YAML, or not a mapping.
 */
export function readSpec(text: string, file: string): Spec {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const at = (offset: number, path: Path, message: string): SpecIssue => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, path: path.join('.') || '(document)', message };
  };
  const problem = yamlProblem(document);
  if (problem) throw new SpecError(file, [at(problem.offset, [], problem.message)]);
  const problems: SpecIssue[] = [];
  visit(document, {
    Alias: (_, alias, around) => {
      const message = aliasProblem(document, alias, around);
      if (message !== undefined) problems.push(at(alias.range?.[0] ?? 0, [], message));
    },
  });
  if (problems.length > 0) throw new SpecError(file, problems);
  const root = dataOf(document, (message) => new SpecError(file, [at(0, [], message)]));
  if (!isRecord(root))
    throw new SpecError(file, [at(0, [], 'The spec is not a mapping; it must be an OpenAPI document.')]);
  return { file, root, issue: (path, message) => at(offsetOf(document, path), path, message) };
}
