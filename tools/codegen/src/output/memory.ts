import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What this checkout generated last: an aid to do nothing quickly, which is not committed and may be deleted. */
export interface Memory {
  /** The fingerprint of what the output was made from. */
  readonly fingerprint: string;
  /** The hash of each file of the output, the manifest among them. */
  readonly outputs: Readonly<Record<string, string>>;
}

const fileOf = (root: string): string => join(root, 'node_modules/.cache/codegen.json');

/** What was remembered; undefined where nothing was that can be read. */
export function recall(root: string): Memory | undefined {
  try {
    const { fingerprint, outputs } = JSON.parse(readFileSync(fileOf(root), 'utf8')) as Partial<Memory>;
    return fingerprint !== undefined && outputs ? { fingerprint, outputs } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers what was generated. */
export function remember(root: string, memory: Memory): void {
  const file = fileOf(root);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(memory));
}
