import { dirname } from 'node:path/posix';
import type { CodegenConfig } from '../config.ts';
import { filesUnder, readText } from './files.ts';
import { hashText } from './hash.ts';

/** How a file on disk differs from what was written. */
export interface Disturbance {
  readonly path: string;
  readonly kind: 'missing' | 'edited';
}

/**
 * The files that are missing, or were edited since they were written.
 *
 * @param outputs The hashes of the files as they were written, by path.
 */
export const disturbances = (root: string, outputs: Readonly<Record<string, string>>): readonly Disturbance[] =>
  Object.entries(outputs).flatMap(([path, sha256]): Disturbance[] => {
    const text = readText(root, path);
    if (text === undefined) return [{ path, kind: 'missing' }];
    return hashText(text) === sha256 ? [] : [{ path, kind: 'edited' }];
  });

/** The files in the places that are generated as a whole that belong to nothing any more: the output's folders, and `*.gen.*` in the docs. */
export function leftOver(root: string, config: CodegenConfig, outputs: Iterable<string>): readonly string[] {
  const { docs, ...folders } = config.output;
  const places = [
    ...new Set([...Object.values(folders), ...(config.openapiGenerator ? [config.openapiGenerator.output] : [])]),
  ];
  const files = [
    ...places.flatMap((folder) => filesUnder(root, folder)),
    ...(docs === undefined ? [] : filesUnder(root, dirname(docs)).filter((file) => /\.gen\.\w+$/.test(file))),
  ];
  const known = new Set(outputs);
  return files.filter((file) => !known.has(file));
}
