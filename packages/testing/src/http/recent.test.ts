import { expect, it } from 'vitest';
import { createRecent } from './recent.ts';

const fail = (): never => {
  throw new Error('no');
};

it('makes a value once, keeps the latest, and nothing that could not be made', () => {
  const recent = createRecent<number>(2);
  let made = 0;
  const get = (key: string): number => recent.get(key, () => (made += 1));
  expect([get('a'), get('a'), get('b'), get('a'), get('c'), get('a')]).toStrictEqual([1, 1, 2, 1, 3, 4]);
  recent.clear();
  expect(get('c')).toBe(5);
  expect(() => recent.get('d', fail)).toThrow('no');
  expect(get('d')).toBe(6);
});
