import { readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly '@defender-odata/source': string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const OWN = '@defender-odata/';
const { exports, dependencies, peerDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
const entries = Object.values(exports).flatMap((entry) =>
  typeof entry === 'string' ? [] : [entry['@defender-odata/source']],
);
const foreign = Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !name.startsWith(OWN));

await rm('dist', { recursive: true, force: true });
// A test run starts often: what the emulator needs of our other packages is taken in, so that importing it reads a few files and not
// the two hundred modules that they are written in. Types still come from the packages themselves.
const { metafile } = await build({
  entryPoints: [...entries, './src/adapters/http/cli.ts'],
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  conditions: ['@defender-odata/source'],
  external: ['node:*', ...foreign, ...foreign.map((name) => `${name}/*`)],
  sourcemap: true,
  metafile: true,
});

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
}

// Our sources are published beside `dist`, each in its package: a map leads to them and need not repeat them. What is taken in of
// another package is at no place that a map could name.
for (const file of Object.keys(metafile.outputs).filter((path) => path.endsWith('.map'))) {
  const map = JSON.parse(await readFile(file, 'utf8')) as SourceMap;
  const sourcesContent = map.sourcesContent.map((text, index) =>
    /\bnode_modules\b/.test(map.sources[index] ?? '') ? text : null,
  );
  const { sourcesContent: _, ...lean } = map;
  await writeFile(
    file,
    JSON.stringify(sourcesContent.some((text) => text !== null) ? { ...map, sourcesContent } : lean),
  );
}
