import { describe, expect, test } from 'vitest';
import { filesOf } from '../repository.ts';
import { compileSnippets } from './compile.ts';
import { fromDocstrings, fromMarkdown } from './extract.ts';

describe('the code in the papers compiles', () => {
  const papers = filesOf(/^(?!.*CHANGELOG).*\.md$/).flatMap(fromMarkdown);
  const docstrings = filesOf(/^packages\/[^/]+\/src\/.*(?<!\.test|\.test-d)\.ts$/).flatMap(fromDocstrings);

  test('there is some', () => {
    expect(papers.length).toBeGreaterThan(3);
    expect(docstrings.length).toBeGreaterThan(10);
  });

  test('in Markdown', () => {
    expect(compileSnippets(papers)).toEqual([]);
  });

  test('in docstrings', () => {
    expect(compileSnippets(docstrings)).toEqual([]);
  });
});

test('every decision is on the list of decisions', () => {
  const [list, ...others] = filesOf(/^docs\/decisions\/README\.md$/);
  const pages = filesOf(/^docs\/decisions\/(?!README)[^/]*\.md$/).map(({ path }) =>
    path.replace('docs/decisions/', ''),
  );
  expect(others).toEqual([]);
  expect(pages.filter((page) => !list?.text.includes(`](${page})`))).toEqual([]);
});

test('code that does not compile is found', () => {
  const text = "# A page\n\n```ts\nimport { from } from '@defender-odata/query-builder';\nfrom(5);\n```\n";
  expect(compileSnippets(fromMarkdown({ path: 'page.md', text }))).toEqual([
    expect.stringContaining("page.md:4: Argument of type 'number' is not assignable"),
  ]);
  const source = '/**\n * Does it.\n *\n * @example\n * from(machineActions).tip(2);\n */\n';
  expect(compileSnippets(fromDocstrings({ path: 'tools/checks/src/docs/docs.test.ts', text: source }))).toEqual([
    expect.stringContaining("docs.test.ts:4: Property 'tip' does not exist"),
  ]);
});
