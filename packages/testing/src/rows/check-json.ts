/** What is wrong with a value: where, and what it must be. */
export interface Mismatch {
  readonly path: string;
  readonly value: unknown;
  readonly wanted: string;
}

/** More than any service sends; some thousands would be too many for `JSON.stringify`. */
const DEEPEST = 100;

const isHeld = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value !== 'bigint' && typeof value !== 'function' && typeof value !== 'symbol';

/**
 * Looks for what JSON cannot hold: it would be missing from an answer, or break it.
 *
 * @param value The value.
 * @param path Where it stands, for the mismatch.
 * @param around The objects that it stands in.
 * @returns The first mismatch, or undefined where JSON can hold the value.
 */
export function checkJson(value: unknown, path: string, around: readonly object[] = []): Mismatch | undefined {
  if (!isHeld(value)) return { path, value, wanted: 'a value that JSON can hold' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (around.includes(value)) return { path, value, wanted: 'something that does not hold itself' };
  if (around.length === DEEPEST) return { path, value, wanted: `within ${String(DEEPEST)} objects at most` };
  for (const [key, item] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    const mismatch = checkJson(item, at, [...around, value]);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}
