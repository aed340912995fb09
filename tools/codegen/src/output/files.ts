import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A path from the root, with forward slashes whatever the system writes. */
const fromRoot = (root: string, file: string): string => relative(root, file).split(sep).join('/');

/**
 * The files at or under a path.
 *
 * @param root The root of the repository.
 * @param path A file or folder, from the root; it may be missing.
 * @returns Paths from the root, sorted.
 */
export function filesUnder(root: string, path: string): readonly string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fromRoot(root, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** The text of a file with line feeds only, however a checkout writes them; undefined where there is no such file. */
export function readText(root: string, path: string): string | undefined {
  const full = join(root, path);
  return existsSync(full) ? readFileSync(full, 'utf8').replaceAll('\r\n', '\n') : undefined;
}
