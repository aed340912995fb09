import { describe, expect, it } from 'vitest';
import type { EntityType } from '../edm/entity-type.ts';
import { compileFilter } from './compile-filter.ts';

const job: EntityType = {
  name: 'Job',
  key: ['id'],
  properties: {
    id: { type: 'Edm.String' },
    status: { type: 'Edm.String', nullable: true },
    size: { type: 'Edm.Int64', nullable: true },
    at: { type: 'Edm.DateTimeOffset', nullable: true },
  },
};

const rows = [
  { id: 'a', status: 'Open', size: 5, at: '2019-11-22T00:00:00.1234567Z' },
  { id: 'b', status: 'Done', size: '9007199254740993', at: '2019-11-22T01:00:00.12345670+01:00' },
  { id: 'c', status: null, size: null, at: null },
  { id: 'd' },
];

const select = (filter: string): string =>
  rows
    .filter(compileFilter(filter, job))
    .map(({ id }) => id)
    .join('');

describe('compileFilter', () => {
  it.each([
    ["status eq 'Open'", 'a'],
    ["status ne 'Open'", 'bcd'],
    ['status eq null', 'cd'],
    ["not (status eq 'Open')", 'bcd'],
    ["not contains(status,'p')", 'b'],
    ["contains(status,'p') or true", 'abcd'],
    ["status in ('Open','Done')", 'ab'],
    ["status in (null,'Done')", 'bcd'],
    ['status in ()', ''],
    ['size gt 5', 'b'],
    ['not (size gt 5)', 'acd'],
    ['size eq 9007199254740993', 'b'],
    ['size eq 9007199254740992', ''],
    ['at eq 2019-11-22T00:00:00.1234567Z', 'ab'],
    ['at gt 2019-11-22T00:00:00.123456699999Z', 'ab'],
    ['at lt 2019-11-22T00:00:00.1234567Z', ''],
    ["startswith(tolower(status),'op') and id ge 'a'", 'a'],
  ])('%s selects %s', (filter, ids) => {
    expect(select(filter)).toBe(ids);
  });

  it.each([
    ['status eq 5', /needs quotes: '5'/],
    ["size eq '5'", /write 5 without/],
    ['status eq Pending', /needs quotes: 'Pending'/],
    ["statsu eq 'Open'", /Did you mean 'status'/],
    ["not status eq 'Open'", /not \(status/],
    ['status', /must be a condition/],
    ['contains(status,5)', /contains takes/],
    ["contain(status,'a')", /no property 'contain'|no function 'contain'/],
  ])('%s is refused in words', (filter, words) => {
    expect(() => compileFilter(filter, job)).toThrow(words);
  });

  it('reads only properties of the row itself', () => {
    const properties = Object.fromEntries([['constructor', { type: 'Edm.String', nullable: true } as const]]);
    const odd: EntityType = { name: 'Odd', key: [], properties };
    expect(compileFilter('constructor eq null', odd)({})).toBe(true);
    expect(compileFilter("status eq 'Open'", job)(Object.create({ status: 'Open' }))).toBe(false);
  });
});
