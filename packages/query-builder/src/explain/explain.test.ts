import { describe, expect, it } from 'vitest';
import { canonicalFunctions } from '../nodes/functions.ts';
import { parseFilter } from '../parse/parse-filter.ts';
import { explain } from './explain.ts';

describe('explain', () => {
  it.each([
    ["status eq 'Failed'", "status is 'Failed'"],
    ["status in ('Pending','InProgress')", "status is 'Pending' or 'InProgress'"],
    ["status in ('Pending')", "status is 'Pending'"],
    ['status in ()', 'status is one of nothing'],
    ["'a' in tags", "'a' is one of tags"],
    ['machineId ne null', 'machineId is not null'],
    ['at ge 2019-11-22T00:00:00Z', 'at is at or after 2019-11-22T00:00:00Z'],
    ['size gt 5 and size le 9', 'size is greater than 5, and size is at most 9'],
    ["(a eq 1 or b eq 2) and not contains(c,'x')", "(a is 1, or b is 2), and not: c contains 'x'"],
    ["tolower(name) eq 'a'", "name in lower case is 'a'"],
    ['price add tax mul 2 lt 10', '(price plus (tax times 2)) is less than 10'],
    ['-price lt 0', 'minus price is less than 0'],
    ["tags/any(t:t eq 'a')", "for at least one t of tags: t is 'a'"],
    ['tags/all(t:t ne null or true)', 'for every t of tags: (t is not null, or true is true)'],
    ['tags/any()', 'tags has items'],
    ['items/$count($filter=q gt 1) gt 2', 'the number of items with (q is greater than 1) is greater than 2'],
    ["style has Sales.Pattern'Yellow'", "style includes Sales.Pattern'Yellow'"],
    ['completed', 'completed is true'],
    ['true', 'every row'],
    ['false', 'no row'],
    ["case(a gt 1:'x',true:'y') eq 'x'", "'x' where a is greater than 1, else 'y' where true is true is 'x'"],
    ["now() sub at gt duration'P1D'", "(now minus at) is greater than duration'P1D'"],
    ['isof(Model.A)', 'the row is of type Model.A'],
    ['Unknown(a,b)', 'Unknown(a,b) is true'],
  ])('%s: %s', (filter, words) => {
    expect(explain(parseFilter(filter))).toBe(words);
  });

  it.each(canonicalFunctions)('has words for %s', (name) => {
    const words = explain(parseFilter(`${name}(${/^(cast|isof)$/.test(name) ? 'a,Edm.Int32' : 'a,b'}) eq 1`));
    expect(words).not.toContain('(');
  });
});
