import { assert, bigInt, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compareNumeric,
  divide,
  divideIntegers,
  multiply,
  type Numeric,
  parseNumeric,
  remainder,
  toBig,
  toWhole,
} from './numeric.ts';

/** Decimals of every length, most of them too long for a double. */
const decimal = tuple(
  bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
  nat(20),
  constantFrom(1n, 10n ** 12n, 10n ** 24n),
).map(([digits, scale, divisor]) => ({ digits: digits / divisor, scale }));

const textOf = (digits: bigint, scale: number): string => {
  const magnitude = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const text = scale === 0 ? magnitude : `${magnitude.slice(0, -scale)}.${magnitude.slice(-scale)}`;
  return digits < 0n ? `-${text}` : text;
};

const read = (text: string): Numeric => parseNumeric(text) ?? Number.NaN;
const scaled = (value: Numeric, scale: number): bigint => {
  const big = toBig(value);
  return big.scale <= scale
    ? big.digits * 10n ** BigInt(scale - big.scale)
    : big.digits / 10n ** BigInt(big.scale - scale);
};

describe('numbers', () => {
  it('keep every digit through reading, adding, multiplying and comparing', () => {
    assert(
      property(decimal, decimal, (a, b) => {
        const [x, y] = [read(textOf(a.digits, a.scale)), read(textOf(b.digits, b.scale))];
        const [left, right] = [a.digits * 10n ** BigInt(40 - a.scale), b.digits * 10n ** BigInt(40 - b.scale)];
        const sign = left < right ? -1 : left > right ? 1 : 0;
        return (
          scaled(x, 40) === left &&
          compareNumeric(x, y) === sign &&
          scaled(add(x, y), 40) === left + right &&
          scaled(multiply(x, y), 80) === left * right
        );
      }),
      { numRuns: 20_000, seed: 1 },
    );
  });

  it.each([
    ['0.1', '0.2', '0.3'],
    ['9007199254740992', '1', '9007199254740993'],
    ['999999999999999', '1', '1000000000000000'],
    ['0.1', '0.00000000000000000001', '0.10000000000000000001'],
  ])('%s + %s is %s', (a, b, sum) => {
    expect(compareNumeric(add(read(a), read(b)), read(sum))).toBe(0);
  });

  it.each([
    ['0.5', 1],
    ['-0.5', -1],
    ['2.5', 3],
    ['-2.5', -3],
    ['0.49999999999999994', 0],
    ['2.4', 2],
    ['-2.6', -3],
  ])('%s rounds to %s', (value, whole) => {
    expect(toWhole(read(value), 'round')).toBe(whole);
  });

  it('floor and ceiling go to the sides, for long numbers too', () => {
    expect(toWhole(read('-1.5'), 'floor')).toBe(-2);
    expect(toWhole(read('-1.5'), 'ceiling')).toBe(-1);
    expect(toBig(toWhole(read('12345678901234567890.5'), 'round')).digits).toBe(12345678901234567891n);
    expect(toBig(toWhole(read('-12345678901234567890.5'), 'ceiling')).digits).toBe(-12345678901234567890n);
  });

  it('division of integers goes towards zero, remainders have the sign of the left', () => {
    expect([divideIntegers(-7, 2), divideIntegers(7, -2), remainder(-7, 3), remainder(7, -3)]).toEqual([-3, -3, -1, 1]);
    expect(toBig(divideIntegers(read('9223372036854775807'), 2)).digits).toBe(4611686018427387903n);
    expect(compareNumeric(remainder(read('5.5'), 2), read('1.5'))).toBe(0);
    expect(toBig(divide(2, 3)).digits).toBe(6666666666666666666666666666666667n);
  });

  it.each(['', '-', '.5', '5.', '1e', '0x10', ' 5', '5 ', '1_000', 'Infinity', 'five', '--5', '1.2.3'])(
    '%j is no number',
    (text) => {
      expect(parseNumeric(text)).toBeUndefined();
    },
  );
});
