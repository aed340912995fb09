import { posix } from 'node:path';
import { specifiersOf, type SourceFile } from './imports.ts';

/** The packages, ground floor first: each may import those before it. `codegen` stands beside them and imports none. */
const floors = ['query-builder', 'client', 'testing'] as const;

/** Says which imports break the rules of the layout, a sentence each. */
export function packageViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    specifiersOf(file).flatMap((specifier) => {
      const reason = violation(file.path, specifier);
      return reason ? [`${file.path} imports ${specifier}: ${reason}`] : [];
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
