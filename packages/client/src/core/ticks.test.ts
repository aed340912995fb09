import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTimestamps, fromTicks, toDate, toTicks } from './ticks.ts';

describe('a timestamp', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0n],
    ['1970-01-01T00:00:00.0000001Z', 1n],
    ['1970-01-01T00:00:00.1Z', 1_000_000n],
    ['1970-01-01T01:00:00+01:00', 0n],
    ['1970-01-01T00:00Z', 0n],
    ['1969-12-31T23:59:59.9999999Z', -1n],
    ['2018-12-04T12:43:57.2011911Z', 15_439_274_372_011_911n],
    ['2018-12-04t12:43:57.201191199z', 15_439_274_372_011_911n],
  ])('%s is %s ticks', (text, ticks) => {
    expect(toTicks(text)).toBe(ticks);
  });

  test('comes back the same from its ticks, digit for digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 54n), max: 2n ** 57n }), (ticks) => {
        expect(toTicks(fromTicks(ticks))).toBe(ticks);
      }),
    );
  });

  test.each(['', 'yesterday', '2018-12-04', '2018-12-04T12:43:57', '2018-13-04T12:43:57Z'])('is not %j', (text) => {
    expect(() => toTicks(text)).toThrow('is no timestamp');
  });

  test('is ordered by its instant, not by its letters', () => {
    const sorted = [
      '2018-12-04T12:43:57.2Z',
      '2018-12-04T12:43:57.20000001Z',
      '2018-12-04T14:43:57.2000001+02:00',
      '2018-12-04T12:43:57.21Z',
    ];
    expect(sorted.toReversed().toSorted(compareTimestamps).at(-1)).toBe(sorted.at(-1));
    expect(compareTimestamps('2018-12-04T12:43:57.2000001Z', '2018-12-04T14:43:57.2000001+02:00')).toBe(0);
    expect(compareTimestamps('2018-12-04T12:43:57.2Z', '2018-12-04T12:43:57.2000001Z')).toBe(-1);
  });

  test('is cut to milliseconds as a Date', () => {
    expect(toDate('2018-12-04T12:43:57.2019999Z').toISOString()).toBe('2018-12-04T12:43:57.201Z');
    expect(toDate('1969-12-31T23:59:59.9999999Z').toISOString()).toBe('1969-12-31T23:59:59.999Z');
  });
});
