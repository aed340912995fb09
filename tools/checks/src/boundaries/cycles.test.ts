import { expect, test } from 'vitest';
import { cycleViolations } from './cycles.ts';

/** Files by their path, each with what it imports. */
const files = (graph: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(graph).map(([path, specifiers]) => ({
    path,
    text: specifiers.map((specifier) => `import { x } from '${specifier}';`).join('\n'),
  }));
const none = { recursions: [] };

test('files that need one another are told, once for each circle', () => {
  const graph = {
    'a/one.ts': ['./two.ts', '../b/one.ts'],
    'a/two.ts': ['./three.ts'],
    'a/three.ts': ['./one.ts', './four.ts'],
    'a/four.ts': [],
    'b/one.ts': ['./two.ts'],
    'b/two.ts': ['./one.ts'],
    'c/self.ts': ['./self.ts'],
  };
  expect(cycleViolations(files(graph), none).toSorted()).toEqual([
    expect.stringMatching(/^a\/one\.ts, a\/three\.ts, a\/two\.ts need one another/),
    expect.stringMatching(/^b\/one\.ts, b\/two\.ts need one another/),
    expect.stringMatching(/^c\/self\.ts need one another/),
  ]);
});

test('a circle of types alone is one as well', () => {
  const [first] = files({ 'a/one.ts': [] });
  const typed = [
    { path: 'a/one.ts', text: "import type { Two } from './two.ts';" },
    { path: 'a/two.ts', text: "export type { One } from './one.ts';" },
  ];
  expect(first && cycleViolations([first], none)).toEqual([]);
  expect(cycleViolations(typed, none)).toHaveLength(1);
});

test('a recursion within its folder is fine, and one that leaves it is not', () => {
  const recursion = { recursions: ['a/parse'] };
  const within = files({ 'a/parse/one.ts': ['./deep/two.ts'], 'a/parse/deep/two.ts': ['../one.ts'] });
  expect(cycleViolations(within, recursion)).toEqual([]);
  const leaving = files({ 'a/parse/one.ts': ['../print.ts'], 'a/print.ts': ['./parse/one.ts'] });
  expect(cycleViolations(leaving, recursion)).toHaveLength(1);
});

test('a test may import what imports it', () => {
  expect(cycleViolations(files({ 'a/one.ts': ['./one.test.ts'], 'a/one.test.ts': ['./one.ts'] }), none)).toEqual([]);
});
