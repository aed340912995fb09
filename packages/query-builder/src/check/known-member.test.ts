import { describe, expect, test } from 'vitest';
import { jobs } from '../../test/example-set.ts';
import { type EntitySet, from, isQueryError } from '../index.ts';
import { checkFilter } from './check-filter.ts';
import { parseFilter } from '../parse/index.ts';
import { memberMeant } from './known-member.ts';

/** A set with an enumeration of each sort: open text, closed names, closed flags. */
const set: EntitySet = {
  name: 'Rows',
  entityType: {
    name: 'Row',
    key: [],
    properties: {
      status: { type: 'Edm.String', members: ['Open', 'Done', 'dONE'] },
      level: { type: 'Edm.EnumType', members: ['Low', 'High'] },
      flags: { type: 'Edm.EnumType', members: { Red: 1, Blue: 2 }, isFlags: true },
    },
  },
  filterable: {
    status: { operators: ['eq', 'ne', 'in', 'startswith', 'contains'], evidence: 'documented' },
    level: { operators: ['eq', 'in'], evidence: 'documented' },
    flags: { operators: ['eq'], evidence: 'documented' },
  },
};

function refusal(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (isQueryError(error)) return error;
    throw error;
  }
  return undefined;
}

const inText = (filter: string) => refusal(() => checkFilter(parseFilter(filter), set));

describe('a name that differs from a known member in case alone', () => {
  test.each([
    ["status eq 'open'", 'Open'],
    ["status ne 'OPEN'", 'Open'],
    ["'oPEN' eq status", 'Open'],
    ["status in ('Open','New','oPen')", 'Open'],
    ["not (status eq 'open' or status eq 'Open')", 'Open'],
    ["level eq 'low'", 'Low'],
    ["level in ('High','low')", 'Low'],
    ["flags eq 'Red,blue'", 'Blue'],
  ])('%s is refused with the right spelling, which is accepted', (filter, meant) => {
    const error = inText(filter);
    expect(error).toMatchObject({ code: 'invalid-operand', allowed: [meant] });
    expect(error?.message).toContain(`is spelt '${meant}'`);
    const quoted = new RegExp(`(?<=[',])${meant}(?=[',])`, 'gi');
    expect(inText(filter.replace(quoted, meant))).toBeUndefined();
  });

  test('the message names the property and the spelling, and not the value', () => {
    expect(inText("status eq 'oPeN'")?.message).toBe(
      "status: is spelt 'Open'; upper and lower case count. Allowed: Open.",
    );
  });

  test('is refused in the builder and in the object syntax by the same function', () => {
    for (const call of [
      () => from(jobs).filter((job) => job.status.eq('open')),
      () => from(jobs).filter((job) => job.status.ne('OPEN')),
      () => from(jobs).filter((job) => job.status.in(['Done', 'open'])),
      () => from(jobs).filter({ status: 'open' }),
      () => from(jobs).filter({ status: { in: ['open'] } }),
    ])
      expect(refusal(call)).toMatchObject({ code: 'invalid-operand', property: 'status', allowed: ['Open'] });
  });
});

test.each([
  ["status eq 'Reopened'"],
  ["status eq 'dONE' or status eq 'Done'"],
  ["status in ('Open ','Opened')"],
  ["startswith(status,'op')"],
  ["contains(status,'open')"],
])('%s passes: what is really new, known, or a part of a name', (filter) => {
  expect(inText(filter)).toBeUndefined();
});

test('a name that is really new is refused in a closed enumeration only', () => {
  expect(inText("level eq 'Medium'")).toMatchObject({ code: 'invalid-operand', allowed: ['Low', 'High'] });
});

test('memberMeant', () => {
  expect(memberMeant('open', ['Open'])).toBe('Open');
  expect(memberMeant('Open', ['open', 'Open'])).toBeUndefined();
  expect(memberMeant('', ['Open'])).toBeUndefined();
});
