import { describe, expect, it } from 'vitest';
import * as create from '../parse/index.ts';
import type { FilterNode } from '../parse/index.ts';
import { parseFilter } from '../parse/parse-filter.ts';
import { printFilter } from './print-filter.ts';

const { literal, property } = create;

describe('printFilter', () => {
  it.each([
    ['((a eq 1)) and ((b eq 2) or (c eq 3))', 'a eq 1 and (b eq 2 or c eq 3)'],
    ['(a eq 1 and b eq 2) or c eq 3', 'a eq 1 and b eq 2 or c eq 3'],
    ['(a eq 1 and b eq 2) and c eq 3', 'a eq 1 and b eq 2 and c eq 3'],
    ['not (a eq 1)', 'not (a eq 1)'],
    ['not (contains(a,b))', 'not contains(a,b)'],
    ["not (a in ('x'))", "not a in ('x')"],
    ["(not a) in ('x')", "(not a) in ('x')"],
    ['not (not a)', 'not not a'],
    ['(a add b) mul c', '(a add b) mul c'],
    ['a add (b mul c)', 'a add b mul c'],
    ['a sub (b sub c)', 'a sub (b sub c)'],
    ['(a sub b) sub c', 'a sub b sub c'],
    ['a mul (-b)', 'a mul -b'],
    ['-(5)', '- 5'],
    ['-(-5)', '--5'],
    ['- INF', '- INF'],
    ['a eq (b gt c)', 'a eq b gt c'],
    ['(a eq b) gt c', '(a eq b) gt c'],
    ['a in (b)', 'a in b'],
    ['a has (not b)', 'a has not b'],
    ['(a has (not b)) has c', 'a has (not b) has c'],
    ['A EQ Null', 'A eq Null'],
    ['StartsWith(a,TRUE)', 'startswith(a,true)'],
    ['MATCHESPATTERN(a,b)', 'matchesPattern(a,b)'],
    ['[ \'a\' , "b" ] eq { "x" : 1 }', '["a","b"] eq {"x":1}'],
    ['case( a eq 12 : 34 , true : b )', 'case(a eq 12 :34,true:b)'],
    ['a/any( x : x/b eq 1 )', 'a/any(x: x/b eq 1)'],
    ['a/b/all(x:x eq 1 or x eq 2) and a/any( )', 'a/b/all(x: x eq 1 or x eq 2) and a/any()'],
    ['Items/$count( $search=blue ; $filter=a eq 1 )', 'Items/$count($filter=a eq 1;$search=blue)'],
    ["duration'pt1h' gt binary''", "duration'pt1h' gt binary''"],
  ])('%s becomes %s', (text, printed) => {
    expect(printFilter(parseFilter(text))).toBe(printed);
  });

  it.each<[string, FilterNode]>([
    ['a name with an operator in it', property('a eq 1 or b')],
    ['an empty name', property('')],
    ['a name that is a literal', property('null')],
    ['a number that is none', literal('Edm.Int32', '1 or true')],
    ['a string with half a pair', literal('Edm.String', '\ud800')],
    ['a GUID with a tail', literal('Edm.Guid', '01234567-89ab-cdef-0123-456789abcdef or 1 eq 1')],
    ['a function with arguments in its name', create.call('contains(a,b) or now', [])],
    ['a variable', create.lambda('any', property('a'), 'x:true) or b/any(y', literal('Edm.Boolean', 'true'))],
    ['a parameter', create.boundFunction('A.F', [{ name: 'x=1,y', value: literal('Edm.Int32', '1') }])],
    ['a key', create.keyOf(property('a'), [{ name: 'x=1,y', value: literal('Edm.Int32', '1') }])],
    ['a type', create.call('cast', [property('a'), create.typeName('X) or isof(Y')])],
    ['a cast', create.typeCast('A.B/c', property('a'))],
    ['an enumeration', create.enumValue('A.B', 'X or')],
    ['a place', create.geo('geography', "x'")],
    ['an annotation', create.annotation('A.B eq 1 or @C.D')],
    ['an alias', create.alias('a b')],
    ['a search', create.count(property('a'), undefined, 'x) gt 1 or (a')],
    [
      'something deep inside',
      create.logic('and', [
        create.not(create.inList(property('a'), create.list([literal('Edm.Int32', 'x')]))),
        property('b'),
      ]),
    ],
  ])('%s is refused', (_what, node) => {
    expect(() => printFilter(node)).toThrow(
      expect.objectContaining({ name: 'QueryError', code: 'expression-not-allowed' }),
    );
  });

  it('any name may stand in JSON', () => {
    const node = create.object([{ name: '"}) or ({"', value: literal('null', 'null') }]);
    expect(parseFilter(printFilter(node))).toEqual(node);
  });
});
