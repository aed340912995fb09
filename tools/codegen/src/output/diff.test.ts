import { expect, it } from 'vitest';
import { diffText } from './diff.ts';

it('is a unified diff from the disk to what is generated', () => {
  expect(diffText('a.ts', 'one\ntwo\n', 'one\n2\n')).toBe(
    '--- a.ts\ton disk\n+++ a.ts\tgenerated\n@@ -1,2 +1,2 @@\n one\n-two\n+2',
  );
});

it('is cut where it is long', () => {
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`).join('\n');
  const text = diffText('a.ts', '', lines);
  expect(text.split('\n')).toHaveLength(61);
  expect(text).toMatch(/… and \d+ more lines$/);
});
