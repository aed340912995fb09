import { expect, test } from 'vitest';
import { readRows } from '../playground/model/row-file.ts';

test.each([
  ['[{"a":1},{"a":2}]', 2],
  ['{"value":[{"a":1}],"@odata.context":"x"}', 1],
  ['{"a":1}\n{"a":2}\r\n\n{"a":3}\n', 3],
  ['\ufeff[{"a":1}]', 1],
  ['[]', 0],
  ['{"a":1}', 1],
])('%j has rows', (text, count) => {
  expect(readRows(text)).toHaveLength(count);
});

test.each([
  ['', 'empty'],
  ['a,b\n1,2', 'no JSON'],
  ['{"a":1}\n{"a":', 'Line 2'],
  ['[{"a":1},7]', 'Item 1'],
  ['7', 'no list of objects'],
  ['{"value":3}', 'no list of objects'],
  ['<html>', 'no JSON'],
])('%j has none, and says why', (text, words) => {
  expect(() => readRows(text)).toThrow(words);
});
