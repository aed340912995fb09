import { assert, date, integer, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant, printInstant } from './calendar-value.ts';
import { civilFromDays, daysFromCivil, readInstant, register } from './instant.ts';

describe('instants', () => {
  it('are read as the engine reads them, to the millisecond, and further', () => {
    assert(
      property(
        date({
          min: new Date(Date.UTC(0, 0, 1) - 6e13),
          max: new Date('9999-12-31T23:59:59.999Z'),
          noInvalidDate: true,
        }),
        nat(999_999_999),
        (at, rest) => {
          if (at.getUTCFullYear() < 0) return true;
          const text = at.toISOString().replace('Z', `${String(rest).padStart(9, '0')}Z`);
          const milliseconds = BigInt(at.getTime());
          return (
            readInstant(text) &&
            BigInt(register.seconds) * 10n ** 12n + BigInt(register.picoseconds) ===
              milliseconds * 10n ** 9n + BigInt(rest)
          );
        },
      ),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it('days and dates are each other’s inverse, for any year', () => {
    assert(
      property(integer({ min: -4_000_000, max: 4_000_000 }), (days) => {
        const { year, month, day } = civilFromDays(days);
        return daysFromCivil(year, month, day) === days;
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it.each([
    ['2019-11-22T02:00+02:00', '2019-11-22T00:00:00Z'],
    ['2019-11-22t00:00:00.5000z', '2019-11-22T00:00:00.5Z'],
    ['1972-06-30T23:59:60Z', '1972-07-01T00:00:00Z'],
    ['-10000-04-01T00:00Z', '-10000-04-01T00:00:00Z'],
    ['0000-02-29T00:00Z', '0000-02-29T00:00:00Z'],
    ['12019-11-22T00:00:00Z', '12019-11-22T00:00:00Z'],
  ])('%s is %s', (text, same) => {
    expect(parseInstant(text)?.picoseconds).toBe(parseInstant(same)?.picoseconds);
    expect(parseInstant(text)).toBeDefined();
  });

  it('keep their offset when they are written', () => {
    for (const text of ['2019-11-22T10:20:30.1234567+02:00', '2019-11-22T00:00:00Z', '1969-12-31T23:59:59.9-11:30']) {
      const instant = parseInstant(text);
      expect(instant && printInstant(instant)).toBe(text);
    }
  });

  // prettier-ignore
  it.each([
    '2019-02-29T00:00:00Z', '2019-13-01T00:00:00Z', '2019-00-01T00:00:00Z', '2019-01-01T24:00:00Z', '2019-01-01T00:60:00Z',
    '2019-01-01T00:00:61Z', '2019-01-01T00:00:00', '2019-01-01', '2019-01-01T00:00:00.Z', '2019-01-01T00:00:00.1234567890123Z',
    '2019-01-01 00:00:00Z', '2019-01-0aT00:00:00Z', '2019-01-01T00:00:00+24:00', '', 'Z', '2019-01-01T00:00:00.12a4567Z', '2019/01/01T00:00:00Z',
  ])('%j is none', (text) => {
    expect(readInstant(text)).toBe(false);
  });
});
