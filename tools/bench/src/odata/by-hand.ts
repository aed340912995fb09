import type { Row } from './rows.ts';

/**
 * Instants as an engineer writes them who needs twelve digits and offsets: both sides in picoseconds, but the usual case, two
 * timestamps in UTC, by their text. `2019-11-22T00:00:00Z` and `…00.0Z` are the same instant.
 */
export function compareInstants(a: string, b: string): number {
  if (
    a.endsWith('Z') &&
    b.endsWith('Z') &&
    a.length >= 20 &&
    b.length >= 20 &&
    a.charCodeAt(4) === 45 &&
    b.charCodeAt(4) === 45
  ) {
    const seconds = compareText(a.slice(0, 19), b.slice(0, 19));
    return seconds === 0 ? compareText(fraction(a), fraction(b)) : seconds;
  }
  const difference = picoseconds(a) - picoseconds(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const fraction = (text: string): string => text.slice(20, -1).padEnd(12, '0');

function picoseconds(text: string): bigint {
  const digits = /\.(\d+)/.exec(text)?.[1] ?? '';
  return BigInt(Date.parse(text.replace(/\.\d+/, ''))) * 1_000_000_000n + BigInt(digits.padEnd(12, '0'));
}

/** An exact decimal: digits and where the point stands among them. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

function decimal(value: number | string): Decimal {
  const text = String(value);
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

const scaled = ({ digits, scale }: Decimal, to: number): bigint => digits * 10n ** BigInt(to - scale);

const STATUS_LIMIT = decimal('100.50');

/** `price mul 3 add 0.25 gt 100.50 and bytes mod 7 eq 3`, exact for numbers of any length. */
export function arithmeticByHand({ price, bytes }: Row): boolean {
  const p = decimal(price);
  const scale = Math.max(p.scale, 2);
  const sum = scaled({ digits: p.digits * 3n, scale: p.scale }, scale) + scaled({ digits: 25n, scale: 2 }, scale);
  return sum > scaled(STATUS_LIMIT, scale) && BigInt(bytes) % 7n === 3n;
}

/**
 * `not (contains(requestor,'9') or errorHResult gt 2) and (status eq 'Failed' or not (errorHResult le 0) and requestor ne null)`:
 * contains is null where the requestor is, a comparison with null is false, and not null is null.
 */
export function logicByHand({ requestor, errorHResult, status }: Row): boolean {
  const isGreater = errorHResult !== null && errorHResult > 2;
  const contains = requestor === null ? null : requestor.includes('9');
  const isRuledOut = contains === true || isGreater ? true : contains === null ? null : false;
  if (isRuledOut !== false) return false;
  return status === 'Failed' || (!(errorHResult !== null && errorHResult <= 0) && requestor !== null);
}
