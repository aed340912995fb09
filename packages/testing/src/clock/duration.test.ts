import { describe, expect, it } from 'vitest';
import { EmulatorError } from '../support/errors.ts';
import { milliseconds, signedMilliseconds, type Duration } from './duration.ts';

describe('milliseconds', () => {
  const spans: readonly (readonly [Duration, number])[] = [
    [250, 250],
    ['250ms', 250],
    ['10s', 10_000],
    ['1.5m', 90_000],
    ['1h', 3_600_000],
    ['3d', 259_200_000],
    [0, 0],
  ];
  it.each(spans)('reads %o as %d', (span, ms) => {
    expect(milliseconds(span, 'latency')).toBe(ms);
  });

  it.each(['', '10', '10 s', '1y', 's', NaN, Infinity])('refuses %o, and says what is allowed', (span) => {
    expect(() => milliseconds(span, 'latency')).toThrow(EmulatorError);
    expect(() => milliseconds(span, 'latency')).toThrow(/^latency is .* '10s'/);
  });

  it('refuses to go back in time, unless that has a meaning', () => {
    expect(() => milliseconds('-1s', 'latency')).toThrow(/0 or more/);
    expect(() => milliseconds(-1, 'latency')).toThrow(expect.objectContaining({ code: 'InvalidDuration' }));
    expect(signedMilliseconds('-1s', 'expiresIn')).toBe(-1000);
  });
});
