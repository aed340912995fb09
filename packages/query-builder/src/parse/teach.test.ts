import { describe, expect, it } from 'vitest';
import { parseFilter } from './parse-filter.ts';

describe('messages of the parser', () => {
  it.each([
    ["status = 'x'", 7, /write eq/],
    ["status == 'x'", 7, /write eq/],
    ["status != 'x'", 7, /write ne/],
    ["(status = 'x')", 8, /write eq/],
    ["not (status <> 'x')", 12, /write ne/],
    ['tags/any(t:t > 5)', 13, /write gt/],
    ['size >= 5', 5, /write ge/],
    ['a eq 1 && b eq 2', 7, /write and/],
    ['a eq 1 || b eq 2', 7, /write or/],
    ['a + b eq 2', 2, /write add/],
    ["status like 'a%'", 7, /contains\(/],
    ["status contains 'a'", 7, /contains\(/],
    ['status is null', 7, /eq null/],
    ['size between 1 and 2', 5, /ge low and/],
    ["status not in ('a')", 7, /before the whole/],
    ["status eqq 'x'", 7, /Did you mean 'eq'/],
    ['status eq', 9, /right operand/],
    ['status eq ', 10, /operand/],
    ['status eq "x"', 10, /single quotes/],
    ["status eq 'x", 10, /not closed/],
    ['status eq two words', 14, /single quotes/],
    ['(status eq 1', 12, /'\)'/],
    ['status eq 1)', 11, /closes nothing/],
    ["at eq datetime'2019-11-22T00:00:00'", 6, /V3/],
    ['at eq 2019-11-22 10:00:00', 17, /stands a T/],
    ['at ge 2019-11-22T10:00:00 02:00', 25, /%2B/],
    ["d eq duration'1h'", 5, /duration'P1DT2H/],
    ["b eq binary'*'", 5, /base64url/],
    ['$filter=a eq 1', 0, /Write the filter alone/],
    ['', 0, /operand/],
    ['a eq @', 6, /name of an alias/],
    ['Items/$value eq 1', 6, /\$count or \$filter/],
  ])('%j, at %i: %s', (text, position, words) => {
    expect(() => parseFilter(text)).toThrow(words);
    expect(() => parseFilter(text)).toThrow(expect.objectContaining({ position }));
  });

  it('shows the place with a mark under it, on one line of the text', () => {
    expect(() => parseFilter("status = 'x'")).toThrow("  status = 'x'\n         ^");
    expect(() => parseFilter(`${'a eq 1 and '.repeat(20)}b = 1`)).toThrow(/\n {2}….*b = 1\n *\^$/);
    expect(() => parseFilter('a\u2028 = 1')).toThrow(/ {2}a {2}= 1\n/);
  });

  it('says what could have stood there', () => {
    expect(() => parseFilter("status in ('a' 'b')")).toThrow(expect.objectContaining({ expected: ["')'"] }));
  });
});
