import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../emulator/emulator.ts';
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

it('stays within the years of four digits: a test may give the first or the last instant there is', () => {
  expect(formatInstant(Date.UTC(10_000, 0, 1), 5)).toBe('9999-12-31T23:59:59.9990005Z');
  expect(formatInstant(Date.UTC(-1, 0, 1), 5)).toBe('0000-01-01T00:00:00.0000005Z');
  expect(formatInstant(-Infinity)).toBe('0000-01-01T00:00:00Z');
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

  // From the oldest to the newest, each a way to write another instant; the outermost are in years that UTC has no four digits for.
  const ORDERED = [
    '0000-01-01T00:30:00.5+01:00',
    '0000-01-01T00:00:00Z',
    '2018-12-04t12:43:57.2011911Z',
    '2018-12-04T12:43:57.20119111z',
    '2018-12-04T12:43:59.9Z',
    '2018-12-04T12:44Z',
    '2018-12-04T23:00:00.1Z',
    '9999-12-31T23:59:59.9999999Z',
    '9999-12-31T23:59:59-00:30',
    '9999-12-31T23:59:59.5-00:30',
    '9999-12-31T23:59:59-01:00',
  ];

  it('sorts every way to write an instant', () => {
    const keys = ORDERED.map(instantKey);
    expect(keys.toSorted()).toStrictEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(ORDERED)('lets filters find what is about %s', async (instant) => {
    const rows = ORDERED.map((creationDateTimeUtc, index) => ({
      id: String.fromCodePoint(97 + index),
      creationDateTimeUtc,
    }));
    const emulator = createEmulator({ machineActions: { rows } });
    const found = async (operator: string): Promise<string> => {
      const filter = encodeURIComponent(`creationDateTimeUtc ${operator} ${instant}`);
      const response = await emulator.fetch(`https://api.security.microsoft.com/api/machineactions?$filter=${filter}`);
      const { value } = (await response.json()) as { readonly value: readonly { readonly id: string }[] };
      return value.map(({ id }) => id).join('');
    };
    const newestFirst = rows
      .map(({ id }) => id)
      .toReversed()
      .join('');
    const place = rows.length - 1 - ORDERED.indexOf(instant);
    expect(await found('gt')).toBe(newestFirst.slice(0, place));
    expect(await found('eq')).toBe(newestFirst.charAt(place));
    expect(await found('le')).toBe(newestFirst.slice(place));
  });

  it('knows no second 60, which filters may ask for', async () => {
    expect(instantKey('2018-12-04T12:43:60.5Z')).toBe('');
    const emulator = createEmulator({
      machineActions: { rows: [{ id: 'a', creationDateTimeUtc: '2018-12-04T12:44:00.5Z' }] },
    });
    const response = await emulator.fetch(
      'https://api.security.microsoft.com/api/machineactions?$filter=creationDateTimeUtc eq 2018-12-04T12:43:60.5Z',
    );
    expect(await response.json()).toHaveProperty('value.length', 1);
  });

  it('takes offsets into account, and puts what is no timestamp first', () => {
    expect(instantKey('2026-01-01T12:00:00.1234567+02:00')).toBe(instantKey('2026-01-01T10:00:00.1234567Z'));
    expect(instantKey(undefined)).toBe('');
    expect(instantKey('yesterday')).toBe('');
  });
});
