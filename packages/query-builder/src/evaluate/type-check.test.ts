import { describe, expect, it } from 'vitest';
import type { EntityType } from '../edm/entity-type.ts';
import { compileFilter } from './compile-filter.ts';

const type: EntityType = {
  name: 'Row',
  key: ['s'],
  properties: {
    s: { type: 'Edm.String', nullable: true },
    status: { type: 'Edm.String' },
    n: { type: 'Edm.Int32' },
    ok: { type: 'Edm.Boolean' },
    at: { type: 'Edm.DateTimeOffset' },
    on: { type: 'Edm.Date' },
    d: { type: 'Edm.Duration' },
    g: { type: 'Edm.Guid' },
    b: { type: 'Edm.Binary' },
    e: { type: 'Edm.EnumType', members: ['Low', 'High'] },
    c: { type: 'Edm.ComplexType', properties: { city: { type: 'Edm.String' } } },
    tags: { type: 'Collection(Edm.String)' },
    items: { type: 'Collection(Edm.ComplexType)', properties: { q: { type: 'Edm.Int32' } } },
  },
};

describe('what does not fit the type is refused with its place', () => {
  it.each([
    ["n eq 'a'", 0, /'a' is no value of Edm.Int32/],
    ["n eq '5'", 0, /write 5 without/],
    ['s eq 5', 0, /needs quotes: '5'/],
    ['status eq Pending', 10, /needs quotes: 'Pending'/],
    ["not status eq 'x'", 4, /not binds stronger/],
    ["not ok eq 'x'", 0, /not binds stronger/],
    ["statsu eq 'x'", 0, /Did you mean 'status'/],
    ["Status eq 'x'", 0, /Did you mean 'status'/],
    ["at ge '2019-11-22T00:00:00Z'", 0, /write 2019-11-22T00:00:00Z without/],
    ['at ge 2019-11-22', 0, /2019-11-22T00:00:00Z/],
    ["g eq '01234567-89ab-cdef-0123-456789abcdef'", 0, /without/],
    ['on eq 2019-02-30', 6, /no value of Edm.Date/],
    ['b gt b', 0, /needs an order/],
    ['c gt c', 0, /needs an order/],
    ['tags gt tags', 0, /needs an order/],
    ["e eq 'Lo'", 0, /Low, High/],
    ['e eq 1', 0, /Low, High/],
    ["s has 'a'", 0, /has takes an enumeration/],
    ['c/cty eq null', 2, /Did you mean 'city'/],
    ['s/length eq 5', 2, /no properties/],
    ['tags/length eq 5', 5, /any\(…\)/],
    ['s/any(x:true)', 0, /needs a collection/],
    ['items/any(i:i/p eq 1)', 14, /no property 'p'/],
    ['items/any(i:i/q)', 14, /must be a condition/],
    ['items(1)/q eq 1', 0, /one key property/],
    ['n', 0, /must be a condition/],
    ['n and ok', 0, /must be a condition/],
    ['not n', 4, /must be a condition/],
    ["s add 'x' eq 'y'", 0, /concat/],
    ['n add at eq 1', 0, /has no meaning/],
    ['-s eq 1', 0, /number or a duration/],
    ['length(n) eq 1', 0, /takes \(Edm.String\) or \(a collection\); it was given Edm.Int32/],
    ['contains(s) ', 11, /blank/],
    ['contains(s)', 0, /it was given Edm.String/],
    ["contains(s,'a','b')", 0, /takes/],
    ['now(1) lt at', 0, /no arguments/],
    ['frobnicate(s,n)', 0, /no function 'frobnicate'/],
    ["lenght('a') eq 1", 0, /no function and no collection 'lenght'. Did you mean 'length'/],
    ["startwith(s,'a')", 0, /Did you mean 'startswith'/],
    ["locate('a',s)", 0, /no function/],
    ["s in (5,'a')", 6, /needs quotes/],
    ['n in tags', 0, /cannot be a member/],
    ["case(ok:1,true:'a') eq 1", 15, /have one type/],
    ['case(n:1) eq 1', 5, /must be a condition/],
    ['cast(s,Edm.Stream) eq null', 0, /cannot be evaluated/],
    ['isof(s,Model.X)', 0, /structured/],
    ['true add 1 eq 2', 0, /has no meaning/],
  ])('%j, at %i', (filter, position, words) => {
    expect(() => compileFilter(filter, type)).toThrow(words);
    expect(() => compileFilter(filter, type)).toThrow(expect.objectContaining({ position }));
  });

  it('a tree that did not come from text has no place', () => {
    expect(() => compileFilter({ kind: 'property', name: 'x' }, type)).toThrow(
      expect.objectContaining({ name: 'ODataTypeError', code: 'type-error', position: undefined }),
    );
  });

  it('a row that is not of its type fails in words, without its value', () => {
    expect(() => compileFilter('n gt 1', type)({ n: 'secret' })).toThrow(
      /n: a row holds a string that is no value of Edm.Int32/,
    );
    expect(() => compileFilter('at gt 2019-11-22T00:00:00Z', type)({ at: 5 })).toThrow(
      expect.objectContaining({ code: 'invalid-value' }),
    );
  });
});
