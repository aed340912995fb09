import { array, assert, constantFrom, nat, oneof, property, string, tuple } from 'fast-check';
import { describe, it } from 'vitest';
import { isODataSyntaxError, parseFilter, parseOrderBy, parseQuery, printFilter } from '../../src/parse/index.ts';
import { filterNode } from './arbitrary-filter.ts';
import { LAW_TIMEOUT, runs } from './runs.ts';

// prettier-ignore
const fragment = constantFrom(
  'status', 'eq', ' ', ' eq ', "'", "'a'", '(', ')', ',', '/', 'any(', 'x:', 'not ', ' and ', '-', '5', '1e', '.', '$it',
  '$count', '@', '@p', '#', '[', ']', '{', '}', '"', ':', '\\', 'in (', 'null', '2019-11-22', 'T', 'Z', '\ud800', '\u0000',
  'cast(', 'Model.', "duration'", 'case(', ' has ', '%', '+', '\t', '\n', 'é', '😀', ';', '$filter=', '*',
);

const text = oneof(
  string({ unit: 'binary', maxLength: 30 }),
  array(fragment, { maxLength: 12 }).map((parts) => parts.join('')),
  // A right text with one character changed.
  tuple(filterNode(2), nat(), fragment).map(([node, at, part]) => {
    const right = printFilter(node);
    const index = at % (right.length + 1);
    return right.slice(0, index) + part + right.slice(index + 1);
  }),
);

const rejects = (act: () => unknown): void => {
  try {
    act();
  } catch (error) {
    if (!isODataSyntaxError(error) || error.position < 0) throw error;
  }
};

describe('whatever the text', () => {
  it(
    'the parsers answer or throw their own error, with a place inside the text',
    () => {
      assert(
        property(text, (any) => {
          rejects(() => parseFilter(any));
          rejects(() => parseOrderBy(any));
          rejects(() => parseQuery(any));
        }),
        runs(),
      );
    },
    LAW_TIMEOUT,
  );
});
