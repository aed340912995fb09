import { describe, expect, test } from 'vitest';
import { jobs } from '../../test/example-set.ts';
import { checkFilter, explain, parseFilter, printFilter } from '../parse/index.ts';
import { compileFilter } from './index.ts';

const rows = [
  { id: 'both', tags: ['a', 'b'], levels: [1, null] },
  { id: 'one', tags: ['a'], levels: [7] },
  { id: 'none', tags: [], levels: [] },
  { id: 'null', tags: null, levels: null },
  { id: 'missing' },
];
const kept = (filter: string) => rows.filter(compileFilter(filter, jobs.entityType)).map(({ id }) => id);

// OData 4.01 URL Conventions, section 5.1.1.13; a collection that is null or missing has no items.
describe('any and all over a collection of text', () => {
  test.each([
    ["tags/any(x:x eq 'b')", ['both']],
    ["tags/any(x:x in ('a','c'))", ['both', 'one']],
    ["tags/any(x:startswith(x,'a'))", ['both', 'one']],
    ["tags/all(x:x eq 'a')", ['one', 'none', 'null', 'missing']],
    ["not tags/any(x:x eq 'a')", ['none', 'null', 'missing']],
    ["tags/any(x:not (x eq 'a'))", ['both']],
    ["not tags/all(x:not (x eq 'a' or x eq 'b'))", ['both', 'one']],
    ["tags/any(x:x eq 'a' and x ne 'b')", ['both', 'one']],
    ["tags/any(x:x eq 'a') and tags/any(x:x eq 'b')", ['both']],
    ['levels/any(n:n eq null)', ['both']],
    ['levels/any(n:n gt 5)', ['one']],
  ])('%s', (filter, ids) => {
    const node = parseFilter(filter);
    expect(() => checkFilter(node, jobs)).not.toThrow();
    expect(parseFilter(printFilter(node))).toEqual(node);
    expect(explain(node)).toContain(' of ');
    expect(kept(filter)).toEqual(ids);
    expect(kept(printFilter(node))).toEqual(ids);
  });

  test('without a condition any() asks for an item, which the set does not offer', () => {
    expect(kept('tags/any()')).toEqual(['both', 'one']);
    expect(kept('not tags/any()')).toEqual(['none', 'null', 'missing']);
    expect(() => checkFilter(parseFilter('tags/any()'), jobs)).toThrow(
      expect.objectContaining({ code: 'expression-not-allowed' }),
    );
  });

  test.each([
    ['operator-not-allowed', 'levels/all(n:n eq 1)'],
    ['operator-not-allowed', "tags/any(x:contains(x,'a'))"],
    ['operator-not-allowed', "tags eq 'a'"],
    ['operator-not-allowed', "status/any(x:x eq 'a')"],
    ['invalid-operand', 'tags/any(x:x eq null)'],
    ['invalid-operand', 'tags/any(x:x eq 5)'],
    ['expression-not-allowed', "tags/any(x:id eq 'a')"],
    ['expression-not-allowed', "tags/any(x:tags/any(y:y eq 'a'))"],
    ['expression-not-allowed', "tags/any(x:x/name eq 'a')"],
    ['property-not-filterable', "note/any(x:x eq 'a')"],
    ['unknown-property', "Tags/any(x:x eq 'a')"],
    ['match-all-in-logic', 'tags/any(x:true)'],
  ])('%s: %s', (code, filter) => {
    expect(() => checkFilter(parseFilter(filter), jobs)).toThrow(expect.objectContaining({ name: 'QueryError', code }));
  });
});
