import { existsSync, readFileSync } from 'node:fs';

/** One case of the OASIS grammar test suite. */
export interface OasisCase {
  readonly id: number | string;
  readonly rule: string;
  readonly input: string;
  readonly valid: boolean;
  readonly name: string;
}

/** The suite lies beside the repository; a worktree lies one level deeper. */
const candidates = ['../../../../shared/data/', '../../../../../shared/data/'].map(
  (path) => new URL(`${path}odata-abnf-testcases.json`, import.meta.url),
);

/** The cases of the suite; undefined where it is not there. */
export function loadOasisCases(): readonly OasisCase[] | undefined {
  const file = candidates.find((candidate) => existsSync(candidate));
  if (!file) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as readonly OasisCase[]; // the suite's own format
}
