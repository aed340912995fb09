import { guid, hex } from '../support/identifiers.ts';
import { createRandom } from '../support/random.ts';

/** What sort of fake stands for a value: it must look like what it replaces, or filters and clients would tell them apart. */
export type FakeKind = 'guid' | 'hex' | 'user' | 'host' | 'ipv4' | 'ipv6' | 'url' | 'text';

const byteOf = (number: number, place: number): string => String((number >>> (8 * place)) & 0xff);

/** Digits where the original has digits: its separators and its case stay. */
function digitsLike(number: number, original: string): string {
  const digits = [...hex(createRandom(number, 0x4e8), original.length)];
  const fake = original.replaceAll(/[\da-f]/gi, () => digits.pop() ?? '0');
  return /[A-F]/.test(original) ? fake.toUpperCase() : fake;
}

const makers: Readonly<Record<FakeKind, (number: number, original: string) => string>> = {
  guid: (number) => guid(createRandom(number, 0x6a1d)),
  hex: digitsLike,
  user: (number) => `user-${String(number)}@contoso.example`,
  host: (number) => `device-${String(number)}.contoso.example`,
  // The network for benchmarks (RFC 2544): no host of the internet has these addresses, and there are enough of them.
  ipv4: (number) => `198.${String(18 + ((number >>> 16) & 1))}.${byteOf(number, 1)}.${byteOf(number, 0)}`,
  ipv6: (number) => `2001:db8::${number.toString(16)}`,
  url: (number) => `https://url-${String(number)}.contoso.example/`,
  text: (number) => `text-${String(number)}`,
};

const PATTERNS: readonly (readonly [RegExp, FakeKind])[] = [
  [/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i, 'guid'],
  [/^[\da-f]{12,}$|^(?:[\da-f]{2}[-:]){5}[\da-f]{2}$/i, 'hex'],
  [/^[^@\s]+@[^@\s]+$/, 'user'],
  [/^\d{1,3}(?:\.\d{1,3}){3}$/, 'ipv4'],
  [/^[\da-f]*:[\da-f:]*:[\da-f.]*$/i, 'ipv6'],
  [/^https?:\/\//i, 'url'],
];

/**
 * What a value looks like.
 *
 * @param name The name of its property, which tells the name of a host from another text.
 */
export const kindOf = (name: string, value: string): FakeKind =>
  PATTERNS.find(([pattern]) => pattern.test(value))?.[1] ?? (/dns|host/i.test(name) ? 'host' : 'text');

/** Replaces values: the same value by the same fake, unlike values by unlike ones. */
export type Fakes = (kind: FakeKind, original: string) => string;

/**
 * Makes fakes that are numbered as values appear. They are not computed from the values, so nobody who guesses a user's name can
 * check the guess.
 */
export function createFakes(): Fakes {
  const known = new Map<string, string>();
  const used: Partial<Record<FakeKind, number>> = {};
  return (kind, original) => {
    const key = `${kind} ${original}`;
    let fake = known.get(key);
    if (fake === undefined) {
      const number = (used[kind] ?? 0) + 1;
      used[kind] = number;
      fake = makers[kind](number, original);
      known.set(key, fake);
    }
    return fake;
  };
}
