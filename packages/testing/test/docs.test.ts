import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { quirks } from '../src/emulator/index.ts';

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
