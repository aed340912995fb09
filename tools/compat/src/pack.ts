import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

const PACKAGES = ['query-builder', 'client', 'testing'];

/**
 * Packs our packages as they would be published.
 *
 * @param root The repository.
 * @param destination Where the tarballs go.
 * @returns The dependencies that install them, by name.
 */
export async function pack(root: string, destination: string): Promise<Readonly<Record<string, string>>> {
  for (const name of PACKAGES) {
    const folder = join(root, 'packages', name);
    // pnpm, because it alone knows what to write for `workspace:` and `catalog:`.
    const { ok, output } = await run(['npx', '-y', 'pnpm@12', 'pack', '--pack-destination', destination], folder);
    if (!ok) throw new Error(`Cannot pack ${name}:\n${output}`);
  }
  const files = await readdir(destination);
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const file = files.find((candidate) => candidate.startsWith(`defender-odata-${name}-`));
      if (file === undefined) throw new Error(`There is no tarball of ${name} among ${files.join(', ')}.`);
      return [`@defender-odata/${name}`, `file:${join(destination, file)}`];
    }),
  );
}
