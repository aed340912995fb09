import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuota, type WindowKind } from './quota.ts';

const LIMITS = [
  { calls: 3, seconds: 1 },
  { calls: 5, seconds: 4 },
];

/** Whether a call fits, counted the slow way from every call that was let through. */
function fits(kind: WindowKind, passed: readonly number[], now: number): boolean {
  return LIMITS.every(({ calls, seconds }) => {
    const span = seconds * 1000;
    const from = kind === 'sliding' ? now - span + 1 : Math.floor(now / span) * span;
    return passed.filter((time) => time >= from).length < calls;
  });
}

describe.each(['sliding', 'aligned'] as const)('a %s quota', (kind) => {
  it('lets through exactly what both windows allow, and says when the next call fits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 }), (gaps) => {
        const quota = createQuota(kind);
        const passed: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const expected = fits(kind, passed, now);
          const wait = quota.take('app', LIMITS, now)?.wait ?? 0;
          // A call that is refused fits once it has waited, and not a millisecond sooner.
          const then = [fits(kind, passed, now + wait - 1), fits(kind, passed, now + wait)];
          expect([wait === 0, ...then.slice(wait === 0 ? 1 : 0)]).toStrictEqual(
            expected ? [true, true] : [false, false, true],
          );
          if (wait === 0) passed.push(now);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('counts each caller apart', () => {
    const quota = createQuota(kind);
    for (let call = 0; call < 3; call += 1) expect(quota.take('a', LIMITS, 0)).toBeUndefined();
    expect(quota.take('a', LIMITS, 0)).toStrictEqual({ calls: 3, seconds: 1, wait: 1000 });
    expect(quota.take('b', LIMITS, 0)).toBeUndefined();
  });
});
