import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, instantKey } from './instant.ts';

describe('formatInstant', () => {
  it.each([
    [201, 1911, '2018-12-04T12:43:57.2011911Z'],
    [404, 9120, '2018-12-04T12:43:57.404912Z'],
    [0, 0, '2018-12-04T12:43:57Z'],
    [100, 0, '2018-12-04T12:43:57.1Z'],
  ])('writes %d ms and %d ticks as %s', (ms, ticks, text) => {
    expect(formatInstant(Date.UTC(2018, 11, 4, 12, 43, 57, ms), ticks)).toBe(text);
  });
});

it('leaves out what is beyond a tick, as a clock may stand between two milliseconds', () => {
  expect(formatInstant(Date.UTC(2018, 11, 4) + 0.3, 1911)).toBe('2018-12-04T00:00:00.0001911Z');
  expect(formatInstant(-0.3)).toBe('1969-12-31T23:59:59.999Z');
});

it('agrees with Date, on any day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
      const digits = new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
      expect(formatInstant(ms)).toBe(digits);
    }),
    { seed: 2, numRuns: 2000 },
  );
});

describe('instantKey', () => {
  it('sorts as the instants do, however many digits they have', () => {
    const instant = fc.record({ ms: fc.integer({ min: 0, max: 2000 }), ticks: fc.integer({ min: 0, max: 9999 }) });
    fc.assert(
      fc.property(instant, instant, (left, right) => {
        const difference = left.ms * 10_000 + left.ticks - (right.ms * 10_000 + right.ticks);
        const [a, b] = [left, right].map(({ ms, ticks }) => instantKey(formatInstant(ms, ticks)));
        expect(Math.sign(difference)).toBe(a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('takes offsets into account, and puts what is no timestamp first', () => {
    expect(instantKey('2026-01-01T12:00:00.1234567+02:00')).toBe(instantKey('2026-01-01T10:00:00.1234567Z'));
    expect(instantKey(undefined)).toBe('');
    expect(instantKey('yesterday')).toBe('');
  });
});
