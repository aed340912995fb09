import { describe, expect, it } from 'vitest';
import { compileFilter } from '../evaluate/index.ts';
import { parseFilter, printFilter } from '../parse/index.ts';
import { isLexical } from './lexical.ts';

const two = (number: number): string => String(number).padStart(2, '0');

describe('a date is a day of the calendar', () => {
  it('each of 800 years has its days, and no other', () => {
    const wrong: string[] = [];
    for (let year = 1700; year < 2500; year++)
      for (let month = 0; month <= 13; month++) {
        const last = month > 0 && month < 13 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
        for (const day of [0, 1, 9, 10, 28, 29, 30, 31, 32]) {
          const text = `${year}-${two(month)}-${two(day)}`;
          if (isLexical('Edm.Date', text) !== (day > 0 && day <= last)) wrong.push(text);
        }
      }
    expect(wrong).toEqual([]);
  });

  it.each(['0000-02-29', '0400-02-29', '-0004-02-29', '10000-02-29', '12020-02-29'])('%s is one', (text) => {
    expect(isLexical('Edm.Date', text)).toBe(true);
    expect(isLexical('Edm.DateTimeOffset', `${text}T23:59:60.1234567+14:00`)).toBe(true);
  });

  it.each(['0100-02-29', '-0001-02-29', '12100-02-29', '2019-02-29', '02019-01-01', '219-01-01'])(
    '%s is none',
    (text) => {
      expect(isLexical('Edm.Date', text)).toBe(false);
      expect(isLexical('Edm.DateTimeOffset', `${text}T00:00:00Z`)).toBe(false);
    },
  );
});

describe('a whole number has room in its type', () => {
  it.each([
    ['Edm.Byte', '0', '255', '256'],
    ['Edm.Byte', '+7', '007', '-1'],
    ['Edm.SByte', '-128', '127', '128'],
    ['Edm.Int16', '-32768', '32767', '-32769'],
    ['Edm.Int32', '-2147483648', '2147483647', '2147483648'],
    ['Edm.Int64', '-9223372036854775808', '9223372036854775807', '9223372036854775808'],
    ['Edm.Int64', '-0', '+0', '1'.repeat(1_000_000)],
    ['Edm.Int32', '5', '-5', '5.0'],
  ] as const)('%s holds %s and %s', (type, low, high, beyond) => {
    expect([low, high, beyond].map((text) => isLexical(type, text))).toEqual([true, true, false]);
  });
});

// OData 4.01 ABNF, section 7, durationValue: everything behind the P may be left out, and everything behind the T.
describe('a duration', () => {
  const properties = { d: { type: 'Edm.Duration' } } as const;
  it.each([
    ['P1DT', 'PT24H'],
    ['P1D', 'PT24H'],
    ['pt1m', 'PT60S'],
    ['PT', 'PT0S'],
    ['-P', 'P0D'],
    ['-P1DT1H1M1.5S', '-PT90061.5S'],
  ])('%s is as long as %s, wherever it is read', (text, same) => {
    expect(isLexical('Edm.Duration', text)).toBe(true);
    const node = parseFilter(`d eq duration'${text}'`);
    expect(printFilter(node)).toBe(`d eq duration'${text}'`);
    expect(compileFilter(node, { name: 'Row', key: [], properties })({ d: same })).toBe(true);
    expect(compileFilter(`d eq '${same}'`, { name: 'Row', key: [], properties })({ d: text })).toBe(true);
  });

  it.each(['', '1D', 'P1', 'P1H', 'PT1D', 'PT1S1M', 'P1Y', '+P1D', 'PT1.S', 'P1D1D'])('%s is none', (text) => {
    expect(isLexical('Edm.Duration', text)).toBe(false);
    expect(() => parseFilter(`d eq duration'${text}'`)).toThrow(/This is no duration literal/);
  });
});
