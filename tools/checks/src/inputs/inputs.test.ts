import { expect, test } from 'vitest';
import { filesOf } from '../repository.ts';

interface PackageJson {
  readonly nx?: { readonly targets?: { readonly test?: { readonly inputs?: readonly string[] } } };
}

/** The files outside of its package that a test reads, by their path from the root. */
const readOutside = (text: string): readonly string[] =>
  [...text.matchAll(/new URL\('(?:\.\.\/){3}([^'.][^']*)'/g)].map(([, path = '']) => path);

test('what a test reads outside of its package is an input of it: otherwise an old result would be served for a new text', () => {
  const tests = filesOf(/^packages\/[^/]+\/test\/.*\.ts$/);
  const read = tests.flatMap(({ path, text }) =>
    readOutside(text).map((outside) => [path.split('/', 2).join('/'), outside] as const),
  );
  expect(read.length).toBeGreaterThan(0);
  const undeclared = read.filter(([folder, outside]) => {
    const [manifest] = filesOf(/^packages\/[^/]+\/package\.json$/).filter(({ path }) => path.startsWith(`${folder}/`));
    const { nx } = JSON.parse(manifest?.text ?? '{}') as PackageJson;
    return !nx?.targets?.test?.inputs?.includes(`{workspaceRoot}/${outside}`);
  });
  expect(undeclared).toEqual([]);
});
