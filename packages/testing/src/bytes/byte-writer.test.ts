import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createByteWriter } from './byte-writer.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

it('writes texts and parts of memory in their order, whatever was written before', () => {
  const memory = [encode('abcdefghij'), encode('0123456789')];
  const step = fc.oneof(
    fc.record({ text: fc.string({ unit: 'binary' }) }),
    fc.record({ from: fc.nat(1), start: fc.nat(10), length: fc.nat(10) }),
    fc.constant('drop' as const),
  );
  const writer = createByteWriter();
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const expected: number[] = [];
      for (const each of steps) {
        if (each === 'drop') {
          if (expected.length === 0) continue;
          expected.pop();
          writer.dropLast();
        } else if ('text' in each) {
          expected.push(...encode(each.text));
          writer.text(each.text);
        } else {
          const source = memory[each.from] ?? encode('');
          const end = Math.min(each.start + each.length, source.length);
          expected.push(...source.subarray(each.start, end));
          writer.copy(source, each.start, end);
        }
      }
      expect([...writer.finish()]).toStrictEqual(expected);
    }),
    { seed: 3, numRuns: 500 },
  );
});
