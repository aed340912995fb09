import { posix } from 'node:path';
import ts from 'typescript';

/** The packages, ground floor first: each may import those before it. `codegen` stands beside them and imports none. */
const floors = ['query-builder', 'client', 'testing'] as const;

/** A file, by its path from the root of the repository. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Says which imports break the rules of the layout, a sentence each. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
      const reason = violation(path, fileName);
      return reason ? [`${path} imports ${fileName}: ${reason}`] : [];
    }),
  );
}

function violation(path: string, specifier: string): string | undefined {
  const home = homeOf(path);
  const target = specifier.startsWith('.')
    ? homeOf(posix.join(posix.dirname(path), specifier))
    : /^@defender-odata\/([^/]+)/.exec(specifier)?.[1];
  if (!home || !target || home === target) return undefined;
  if (/(^|\/)generated\//.test(specifier))
    return `generated/ of ${target} is its own affair, import what ${target} exports`;
  if (specifier.startsWith('.')) return `a relative path must not leave its package, import @defender-odata/${target}`;
  if (home === 'codegen') return 'the generator reads the spec and imports no package of ours';
  const [from, to] = [floors, floors].map((all, side) => all.findIndex((floor) => floor === (side ? target : home)));
  if (from === undefined || to === undefined || from < 0) return undefined;
  return to < 0 || to > from ? `${home} stands below ${target}, and packages never import upwards` : undefined;
}

/** The package or tool that a path is in. */
const homeOf = (path: string): string | undefined => /^(?:packages|tools)\/([^/]+)\//.exec(`${path}/`)?.[1];
