import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePatternTest } from './match.ts';

// prettier-ignore
const piece = constantFrom(
  'a', 'b', '.', '\\d', '\\w', '[ab]', '[^a]', '(?:a|b)', '(a)', '|', '^', '$', '\\b', '\\B', '*', '+', '?', '*?', '{2}',
  '{1,}', '{0,2}', '😀', '\\u{1F600}', '\\p{L}', '\\-', '{', 'é', '\\x61', '(?<n>b)', '[\\]\\-]', '[]', '[^]',
);
const text = array(constantFrom('a', 'b', '1', ' ', '\n', '😀', 'é', '-', ']', '{', '\ud83d'), { maxLength: 6 }).map(
  (all) => all.join(''),
);

describe('compilePatternTest', () => {
  it('says what the engine says, wherever both accept the pattern', () => {
    let compared = 0;
    assert(
      property(array(piece, { minLength: 1, maxLength: 5 }), array(text, { maxLength: 4 }), (pieces, texts) => {
        const source = pieces.join('');
        const native = nativeTest(source);
        if (!native) return;
        const test = compilePatternTest(source);
        for (const one of texts) {
          compared++;
          if (test(one) !== native(one)) throw new Error(JSON.stringify({ source, one, found: test(one) }));
        }
      }),
      { numRuns: 20_000, seed: 1 },
    );
    expect(compared).toBeGreaterThan(10_000);
  });
});

/** The engine's own verdict, in Unicode mode where the pattern allows it. */
function nativeTest(source: string): ((text: string) => boolean) | undefined {
  for (const flags of ['u', '']) {
    try {
      const expression = new RegExp(source, flags);
      return (one) => expression.test(one);
    } catch {
      // Not in this mode.
    }
  }
  return undefined;
}
