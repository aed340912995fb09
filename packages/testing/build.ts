import { readFile, rm } from 'node:fs/promises';
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
await build({
  entryPoints: [...entries, './src/server/cli.ts'],
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
  // The sources are published beside `dist`, in the package that each of them belongs to.
  sourcesContent: false,
});
