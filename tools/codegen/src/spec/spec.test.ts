import { expect, it } from 'vitest';
import { readSpec } from './spec.ts';

it('follows anchors and merges them, with keys of its own before those that it merges', () => {
  const { root } = readSpec('a: &a { b: 1, c: 2 }\nd: *a\ne: { <<: *a, c: 3 }\n', 'a.yaml');
  expect(root).toEqual({ a: { b: 1, c: 2 }, d: { b: 1, c: 2 }, e: { b: 1, c: 3 } });
});
