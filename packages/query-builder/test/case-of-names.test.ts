import { describe, expect, test } from 'vitest';
import { compileFilter } from '../src/evaluate/index.ts';
import { checkFilter, parseFilter, parseOrderBy, parseQuery, printFilter } from '../src/parse/index.ts';
import { jobs } from './example-set.ts';

// docs/decisions/case-of-names.md
describe('a word of the standard may be in any case', () => {
  test.each([
    ["id EQ 'a' AND NOT (size GT 5) Or owner Ne null", "id eq 'a' and not (size gt 5) or owner ne null"],
    [
      "id IN ('a') and STARTSWITH(id,'a') and Contains(id,'b')",
      "id in ('a') and startswith(id,'a') and contains(id,'b')",
    ],
    ["tags/ANY(t:t eq 'a') or tags/All(t:t eq 'a')", "tags/any(t:t eq 'a') or tags/all(t:t eq 'a')"],
    ['TRUE eq False', 'true eq false'],
    ['MATCHESPATTERN(id,id) eq CAST(id,Edm.Boolean)', 'matchesPattern(id,id) eq cast(id,Edm.Boolean)'],
    ["length eq DURATION'PT1H'", "length eq duration'PT1H'"],
  ])('%s is %s', (text, spelt) => {
    expect(parseFilter(text)).toEqual(parseFilter(spelt));
  });

  test('options and directions', () => {
    const options = { $filter: "id eq 'a'", $top: 1, $orderby: 'id DESC', $count: true };
    expect(parseQuery("$FILTER=id eq 'a'&Top=1&$OrderBy=id DESC&COUNT=TRUE")).toEqual(options);
    expect(parseOrderBy('id DESC')).toEqual(parseOrderBy('id desc'));
  });
});

describe('a name of the service is kept as it is written', () => {
  test.each(['Status', 'STATUS', 'Null', 'inf'])('%s is not the same as in another case', (name) => {
    expect(printFilter(parseFilter(`${name} eq 'Open'`))).toBe(`${name} eq 'Open'`);
  });

  test('and refused by the check and the evaluator, with its spelling', () => {
    const node = parseFilter("Status eq 'Open'");
    expect(() => checkFilter(node, jobs)).toThrow('It is spelt status; upper and lower case count.');
    expect(() => compileFilter(node, jobs.entityType)).toThrow("Did you mean 'status'?");
    expect(() => checkFilter(parseFilter("status eq 'OPEN'"), jobs)).toThrow("is spelt 'Open'");
  });
});
