import { expect, it } from 'vitest';
import { changedInputs } from './inputs.ts';

it('tells the inputs that came, went and changed', () => {
  expect(changedInputs({ a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' })).toEqual(['b', 'c', 'd']);
});
