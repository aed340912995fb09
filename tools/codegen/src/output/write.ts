import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readText } from './files.ts';

/**
 * Writes a set of files: all of them into a folder beside their places first, then each moved to where it belongs, so that an
 * error while writing leaves everything as it was. Files that already have their text are not touched.
 *
 * @param root The root of the repository.
 * @param files The texts by path from the root.
 * @returns The paths that changed.
 */
export function writeFiles(root: string, files: ReadonlyMap<string, string>): readonly string[] {
  const changed = [...files].filter(([path, text]) => readText(root, path) !== text);
  const staging = mkdtempSync(join(root, '.generate-'));
  try {
    const moves = changed.map(([path, text], index) => {
      const staged = join(staging, String(index));
      writeFileSync(staged, text);
      return { staged, target: join(root, path) };
    });
    for (const { target } of moves) mkdirSync(dirname(target), { recursive: true });
    for (const { staged, target } of moves) renameSync(staged, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return changed.map(([path]) => path);
}

/** Removes files. */
export function removeFiles(root: string, paths: readonly string[]): void {
  for (const path of paths) rmSync(join(root, path), { force: true });
}
