import { createHash } from 'node:crypto';
import { array, assert, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { createSha256 } from './sha256.ts';

test('the hash of bytes is the one of the platform, in whatever parts they come', () => {
  assert(
    property(array(uint8Array({ maxLength: 200 }), { maxLength: 6 }), (parts) => {
      const ours = createSha256();
      const theirs = createHash('sha256');
      for (const part of parts) {
        ours.update(part);
        theirs.update(part);
      }
      expect(ours.digest()).toBe(theirs.digest('hex'));
    }),
    { seed: 14, numRuns: 500 },
  );
});

test.each([0, 55, 56, 63, 64, 65, 119, 120, 128, 1_000_000])('of %d bytes', (length) => {
  const bytes = new Uint8Array(length).fill(97);
  const ours = createSha256();
  ours.update(bytes);
  expect(ours.digest()).toBe(createHash('sha256').update(bytes).digest('hex'));
});
