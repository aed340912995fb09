import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createEmulator, quirks } from '../src/emulator/index.ts';

const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('the table of quirks in the documents is the catalogue', async () => {
  const text = await readFile(new URL('../../../docs/emulator.md', import.meta.url), 'utf8');
  const [, table = ''] = /<!-- quirks:.*?-->(.*?)<!-- \/quirks -->/s.exec(text) ?? [];
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, 4),
    );
  expect(rows).toStrictEqual(
    Object.entries(quirks).map(([name, { summary, source }]) => [`\`${name}\``, summary, source]),
  );
});

it('the page shows the tests that run here, whole', async () => {
  const [page, tests] = await Promise.all([
    read('docs/emulator.md'),
    read('packages/testing/test/first-tests.test.ts'),
  ]);
  expect(page).toContain(`<!-- packages/testing/test/first-tests.test.ts -->\n\n\`\`\`ts\n${tests}\`\`\`\n`);
});

it('the same tests run under jest, but for the two imports that the page names', async () => {
  const [vitest, jest] = await Promise.all([
    read('packages/testing/test/first-tests.test.ts'),
    read('tools/compat/projects/jest/first-tests.test.js'),
  ]);
  expect(jest).toBe(vitest.replace("'vitest'", "'@jest/globals'").replace('testing/vitest', 'testing/jest'));
});

it('the page has every option of an emulator, and no other', async () => {
  const page = await read('docs/emulator.md');
  const [, table = ''] = /\n## Options\n(.*?)\n## /s.exec(page) ?? [];
  const options = [...table.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  let allowed = '';
  try {
    createEmulator({ nothingLikeThis: 1 } as object);
  } catch (error) {
    allowed = String(error);
  }
  const names = (/Allowed: (.*)\./.exec(allowed)?.[1] ?? '').split(', ');
  expect(names.length).toBeGreaterThan(5);
  expect(options.toSorted()).toStrictEqual(names.toSorted());
});
