import { expect, test } from 'vitest';
import { filesOf } from '../repository.ts';

/** A block of a page that says which file it shows: `<!-- path -->`, then a fence. */
const SHOWN = /^<!-- (\S+) -->\n+```\w+(?: no-check)?\n(.*?)^```$/gms;

const recipes = filesOf(/^docs\/test-runners\.md$/).flatMap(({ text }) =>
  [...text.matchAll(SHOWN)].map(([, path = '', code = '']) => ({ path, code })),
);
const projects = filesOf(/^tools\/compat\/projects\//);

test('every block of code among the recipes says which file it shows', () => {
  const fences = filesOf(/^docs\/test-runners\.md$/).flatMap(({ text }) => [...text.matchAll(/^```\w+/gm)]);
  expect(recipes.length).toBeGreaterThan(3);
  expect(recipes).toHaveLength(fences.length);
});

test.each(recipes)('the recipe is what a foreign project runs: $path', ({ path, code }) => {
  expect(projects.find((file) => file.path === path)?.text).toContain(code);
});
