import { describe, expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['30', 30_000],
    [' 30 ', 30_000],
    ['99999999999', 99_999_999_999_000],
    ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
    ['Thu Jan  1 12:00:30 2026', 30_000],
    ['Thu, 01 Jan 2026 11:59:59 GMT', 0],
  ])('%j is %s ms', (value, ms) => {
    expect(parseRetryAfter(value, now)).toBe(ms);
  });

  // A number is never an epoch time, and what cannot be read is not guessed at.
  test.each([
    '',
    '-1',
    '1.5',
    '1e3',
    'soon',
    'Soon, at 12:00:30 GMT',
    '2026-01-01T12:00:30Z',
    'Thu, 99 Jan 2026 12:00:30 GMT',
    '30 seconds',
    'Thu, 01 Jan 2026',
    'Thu, 01 Jan 2026 12:00:30',
    'Thu, 01 Jan 2026 12:00:30 CET',
    'Thu, 01 Jan 2026 12:00:30 GMT+1',
  ])('%j cannot be read', (value) => {
    expect(parseRetryAfter(value, now)).toBeNaN();
  });
});
