import { describe, expect, it } from 'vitest';
import { pointerPath, referenceName, resolve, valueAt } from './reference.ts';
import { readSpec } from './spec.ts';

describe('pointerPath', () => {
  it.each([
    ['#/components/schemas/Book', ['components', 'schemas', 'Book']],
    ['#/paths/~1books~1{id}/get', ['paths', '/books/{id}', 'get']],
    ['#/a~0b/%7Bc%7D', ['a~b', '{c}']],
    ['other.yaml#/a', undefined],
  ])('%s', (reference, path) => {
    expect(pointerPath(reference)).toEqual(path);
  });
});

describe('valueAt', () => {
  it('follows keys and indices, and nothing that is inherited', () => {
    expect(valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
    expect(valueAt({ a: {} }, ['a', 'toString'])).toBeUndefined();
    expect(valueAt({ a: 1 }, ['a', 'b'])).toBeUndefined();
  });
});

describe('referenceName', () => {
  it('is the last part', () => {
    expect(referenceName('#/components/schemas/Book')).toBe('Book');
    expect(referenceName('Book')).toBe('');
  });
});

describe('resolve', () => {
  const spec = readSpec(
    `a: { $ref: '#/b', description: mine }
b: { $ref: '#/c', description: theirs, title: T }
c: { type: string, description: last }
list: { $ref: '#/items' }
items: [1, 2]
loop: { $ref: '#/loop' }
`,
    'a.yaml',
  );

  it('follows references to the end, and lets the keys beside the first one win', () => {
    expect(resolve(spec, spec.root['a'])).toEqual({ type: 'string', description: 'mine', title: 'T' });
  });

  it('follows a reference to a list', () => {
    expect(resolve(spec, spec.root['list'])).toEqual([1, 2]);
  });

  it('gives nothing for a loop or a reference to nothing', () => {
    expect(resolve(spec, spec.root['loop'])).toBeUndefined();
    expect(resolve(spec, { $ref: '#/nothing' })).toBeUndefined();
  });
});
