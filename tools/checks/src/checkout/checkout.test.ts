import { execFileSync } from 'node:child_process';
import { isAbsolute, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../repository.ts';

test('text has LF in every checkout, also where git is told to write CRLF', () => {
  // A line: `i/lf    w/lf    attr/text=auto eol=lf  \tpath`; what git holds, what is on the disk, and what the attributes say.
  const files = execFileSync('git', ['ls-files', '--eol'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  expect(files.length).toBeGreaterThan(100);
  const fine = /^i\/(?:lf|none)\s+\S*\s+attr\/text=auto eol=lf\s|^i\/-text\s/;
  expect(files.filter((line) => !fine.test(line))).toEqual([]);
});

/** Where nx keeps its results, as a script of this repository would see it. */
function cacheDirectory(script: string): string {
  const { NX_CACHE_DIRECTORY: _, NX_WORKSPACE_DATA_DIRECTORY: __, ...env } = process.env;
  return execFileSync('bash', ['-c', script], { cwd: root, encoding: 'utf8', env }).trim();
}

test.each([
  ['a script of package.json', ''],
  ['.ci/run', 'export NX_CACHE_DIRECTORY=/elsewhere; eval "$(grep \'^export\' .ci/run)";'],
])('%s is served from nothing outside of the checkout', (_, prelude) => {
  const directory = cacheDirectory(
    `${prelude} node -p "require('./node_modules/nx/dist/src/utils/cache-directory').cacheDir"`,
  );
  const path = relative(root, directory);
  expect(path).not.toBe('');
  expect(path.startsWith('..') || isAbsolute(path)).toBe(false);
});
