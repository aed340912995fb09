import { guid, hex } from '../support/identifiers.ts';
import { createRandom } from '../support/random.ts';

/** What sort of fake stands for a value: it must look like what it replaces. */
export type FakeKind = 'guid' | 'hex' | 'user' | 'device' | 'text';

const makers: Readonly<Record<FakeKind, (number: number, original: string) => string>> = {
  guid: (number) => guid(createRandom(number, 0x6a1d)),
  hex: (number, original) => hex(createRandom(number, 0x4e8), original.length),
  user: (number, original) =>
    original.includes('@') ? `user-${String(number)}@contoso.example` : `requestor-${String(number)}`,
  device: (number) => `device-${String(number)}.contoso.example`,
  text: (number) => `text-${String(number)}`,
};

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
