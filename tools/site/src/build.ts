import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPlayground } from './build-playground.ts';
import { buildReference } from './build-reference.ts';
import { root } from './repository.ts';
import { securePages } from './secure-pages.ts';
import { writeLlms } from './write-llms.ts';

/** Builds the whole site into a folder, which is emptied first. */
export async function buildSite(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await buildReference(folder);
  await Promise.all([securePages(folder), writeLlms(folder), buildPlayground(join(folder, 'playground'))]);
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(root, 'docs/dist');
  const start = performance.now();
  await buildSite(folder);
  process.stdout.write(`${folder}, in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}
