import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root: string = resolve(fileURLToPath(new URL('../../../', import.meta.url)));

/** A package that is published. */
export interface Package {
  readonly name: string;
  readonly folder: string;
  readonly description: string;
  /** What can be imported of it, and the file where each begins. */
  readonly entries: readonly { readonly name: string; readonly source: string }[];
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
}

/** The packages, as their own package.json tells of them. */
export async function packages(): Promise<readonly Package[]> {
  const names = await readdir(join(root, 'packages'));
  return Promise.all(
    names.toSorted().map(async (one) => {
      const folder = join(root, 'packages', one);
      const { name, description, exports } = JSON.parse(
        await readFile(join(folder, 'package.json'), 'utf8'),
      ) as Manifest;
      const entries = Object.entries(exports).flatMap(([path, target]) => {
        const source = typeof target === 'object' ? target['@defender-odata/source'] : undefined;
        return typeof source === 'string' ? [{ name: name + path.slice(1), source: join(folder, source) }] : [];
      });
      return { name, folder, description, entries };
    }),
  );
}
