import { expect, test } from 'vitest';
import { filesOf } from '../repository.ts';

interface PackageJson {
  readonly name: string;
  readonly 'size-limit'?: readonly { readonly name: string; readonly limit: string }[];
}

const manifests = filesOf(/^packages\/[^/]+\/package\.json$/).map(({ text }) => JSON.parse(text) as PackageJson);
const limited = manifests.filter(({ 'size-limit': limits = [] }) => limits.length > 0);
const [readme] = filesOf(/^README\.md$/);

test('some packages have a limit, and the page is there', () => {
  expect(limited.length).toBeGreaterThan(1);
  expect(readme).toBeDefined();
});

test.each(limited)(
  'the sizes of $name in the README are its limits, rounded up',
  ({ name, 'size-limit': limits = [] }) => {
    const row = readme?.text.split('\n').find((line) => line.startsWith(`| [\`${name}\``)) ?? '';
    const told = [...row.matchAll(/(\d+(?:\.\d+)?) kB/g)].map(([, size]) => Number(size));
    expect(told).toHaveLength(limits.length);
    const untold = limits.filter(({ limit }) => {
      const most = Number.parseFloat(limit);
      return !told.some((size) => size >= most && size < most + 1);
    });
    expect(untold).toEqual([]);
  },
);
