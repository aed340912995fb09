import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { docComment } from './doc.ts';
import { key, literal, object, quote } from './literal.ts';

it.each([
  ['plain', "'plain'"],
  ["O'Neil", String.raw`'O\'Neil'`],
  ['a"b', `'a"b'`],
  ['a\\b\n', String.raw`'a\\b\n'`],
])('quotes %j', (value, text) => {
  expect(quote(value)).toBe(text);
});

it.each([
  ['name', 'name'],
  ['@odata.context', "'@odata.context'"],
  ['1st', "'1st'"],
  ['__proto__', "['__proto__']"],
])('writes the key %s', (name, text) => {
  expect(key(name)).toBe(text);
});

it('writes plain data', () => {
  expect(literal({ a: [1, null, true], 'b-c': { d: 'e' } })).toBe("{ a: [1, null, true], 'b-c': { d: 'e' } }");
  expect(literal([])).toBe('[]');
});

it('writes members with doc comments', () => {
  expect(
    object([
      { name: 'a', text: '1', doc: 'One.' },
      { name: 'b', text: '2' },
    ]),
  ).toBe('{\n/** One. */\na: 1,\nb: 2,\n}');
  expect(object([])).toBe('{}');
});

it('writes doc comments that nothing can end', () => {
  expect(docComment('One\n  two */ three')).toBe('/** One two *\\/ three */');
});

it('never lets a text leave its quotes', () => {
  assert(
    property(string({ unit: 'binary' }), (value) => {
      const text = quote(value);
      // A string in double quotes is JSON: turn the quotes round and read it.
      const json = `"${text
        .slice(1, -1)
        .replaceAll(String.raw`\'`, "'")
        .replaceAll(/(?<!\\)((?:\\\\)*)"/g, String.raw`$1\"`)}"`;
      expect(JSON.parse(json)).toBe(value);
    }),
  );
});
