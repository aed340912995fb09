import type { Path } from '../spec/spec.ts';
import { isRecord } from '../spec/value.ts';

/** Keys under which plain values stand, which mean nothing to the document. */
const values = new Set(['example', 'enum', 'const', 'default']);

/** `examples` is a map of named examples: their `value` is plain, their `$ref` is not. */
const isPlain = (path: Path, key: string | number): boolean =>
  values.has(String(key)) || (key === 'value' && path.at(-2) === 'examples');

/** Every mapping of the document with its path, in the document's order; values of examples are left out. */
export function walk(root: unknown, path: Path = []): readonly (readonly [Path, Readonly<Record<string, unknown>>])[] {
  if (Array.isArray(root)) return root.flatMap((item, index) => walk(item, [...path, index]));
  if (!isRecord(root)) return [];
  const isProperties = path.at(-1) === 'properties';
  return [
    [path, root],
    ...Object.entries(root).flatMap(([key, value]) =>
      !isProperties && isPlain(path, key) ? [] : walk(value, [...path, key]),
    ),
  ];
}
