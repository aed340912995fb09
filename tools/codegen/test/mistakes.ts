import { describe, expect, it } from 'vitest';
import { issuesOf, libraryWith } from './library.ts';

/** A mistake: what is replaced in the small spec by what, and what must be said of it, where. */
export type Mistake = readonly [name: string, before: string, after: string, path: string, message: string | RegExp];

/** A test for each mistake, by what it is a mistake in. */
export function describeMistakes(mistakes: Readonly<Record<string, readonly Mistake[]>>): void {
  describe.each(Object.entries(mistakes))('a mistake in %s', (_, rows) => {
    it.each(rows)('%s is reported with its place', async (_name, before, after, path, message) => {
      const issues = await issuesOf(libraryWith(before, after));
      expect(issues.map((issue) => issue.path)).toContain(path);
      expect(issues.find((issue) => issue.path === path)?.message).toMatch(message);
    });
  });
}
