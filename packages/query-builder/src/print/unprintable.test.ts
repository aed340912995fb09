import { expect, test } from 'vitest';
import type { FilterNode } from '../nodes/filter-node.ts';
import * as create from '../parse/index.ts';
import { parseFilter } from '../parse/parse-filter.ts';
import { printFilter } from './print-filter.ts';

const one = create.literal('Edm.Int32', '1');

// OData 4.01 ABNF, odataIdentifier: at most 128 characters, and one beyond U+FFFF is one.
test.each<[string, (name: string) => FilterNode]>([
  ['a property', (name) => create.comparison('eq', create.property(name), one)],
  ['a property of another', (name) => create.comparison('eq', create.property(name, create.property('a')), one)],
  ['a parameter', (name) => create.boundFunction('M.F', [{ name, value: one }])],
  ['a variable', (name) => create.lambda('any', create.property('a'), name, one)],
  ['an alias', (name) => create.comparison('eq', create.alias(name), one)],
  ['a type', (name) => create.call('isof', [create.typeName(`M.${name}`)])],
  ['the type of a collection', (name) => create.call('isof', [create.typeName(`Collection(${name}.T)`)])],
  ['a member', (name) => create.comparison('eq', create.property('a'), create.enumValue('M.T', name))],
])('the name of %s has 128 characters at most', (_what, node) => {
  for (const character of ['a', 'é', '𐐀']) {
    const longest = node(character.repeat(128));
    expect(parseFilter(printFilter(longest))).toEqual(longest);
    expect(() => printFilter(node(character.repeat(129)))).toThrow(
      expect.objectContaining({ code: 'expression-not-allowed' }),
    );
  }
});
