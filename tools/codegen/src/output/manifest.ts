import { filesUnder, foldersIn, readText } from './files.ts';
import { hashText } from './hash.ts';
import type { Half, Inputs } from './inputs.ts';

/** What the last run of `generate` read and wrote. It tells, without Java and without ts-morph, whether the output still stands. */
export interface Manifest {
  readonly inputs: Inputs;
  /** Each file that was written: the half it belongs to, and its hash. */
  readonly outputs: Readonly<Record<string, { readonly half: Half; readonly sha256: string }>>;
}

/** Where the manifest stands, from the root of the repository. */
export const manifestPath = 'tools/codegen/manifest.gen.json';

/** The manifest on disk; undefined where there is none that can be read. */
export function readManifest(root: string): Manifest | undefined {
  const text = readText(root, manifestPath);
  if (text === undefined) return undefined;
  try {
    const manifest = JSON.parse(text) as Partial<Manifest>;
    return manifest.inputs && manifest.outputs ? { inputs: manifest.inputs, outputs: manifest.outputs } : undefined;
  } catch {
    return undefined;
  }
}

/** The manifest's text. */
export function manifestText(
  inputs: Inputs,
  outputs: ReadonlyMap<string, { readonly half: Half; readonly text: string }>,
): string {
  const entries = [...outputs].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const manifest: Manifest = {
    inputs,
    outputs: Object.fromEntries(entries.map(([path, { half, text }]) => [path, { half, sha256: hashText(text) }])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** How a file on disk differs from what was written. A left-over file belongs to nothing that is generated now. */
export interface Disturbance {
  readonly path: string;
  readonly kind: 'missing' | 'edited' | 'left-over';
}

/** Every file in the places that are generated as a whole: `generated/` of each package, and `*.gen.*` in the docs. */
const generatedFiles = (root: string): readonly string[] => [
  ...foldersIn(root, 'packages').flatMap((folder) => filesUnder(root, `${folder}/src/generated`)),
  ...filesUnder(root, 'docs').filter((file) => /\.gen\.\w+$/.test(file)),
];

/** The generated files that are missing, were edited since they were written, or belong to nothing any more. */
export function disturbances(root: string, { outputs }: Manifest): readonly Disturbance[] {
  const written = Object.entries(outputs).flatMap(([path, { sha256 }]): Disturbance[] => {
    const text = readText(root, path);
    if (text === undefined) return [{ path, kind: 'missing' }];
    return hashText(text) === sha256 ? [] : [{ path, kind: 'edited' }];
  });
  const leftOver = generatedFiles(root)
    .filter((path) => !Object.hasOwn(outputs, path))
    .map((path): Disturbance => ({ path, kind: 'left-over' }));
  return [...written, ...leftOver];
}
