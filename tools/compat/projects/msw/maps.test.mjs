import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const SCOPE = 'node_modules/@defender-odata';

test('maps lead to sources that are installed, and repeat none of them', async () => {
  const files = (await readdir(SCOPE, { recursive: true })).filter((file) => /^[^/\\]+[/\\]dist\b.*\.map$/.test(file));
  let count = 0;
  for (const file of files) {
    const { sources, sourcesContent = [] } = JSON.parse(await readFile(join(SCOPE, file), 'utf8'));
    count += sources.length;
    for (const [index, source] of sources.entries()) {
      const isInstalled = existsSync(join(SCOPE, dirname(file), source));
      assert.equal(typeof sourcesContent[index] === 'string', !isInstalled, `${file}: ${source}`);
    }
  }
  assert.ok(count > 100);
});
