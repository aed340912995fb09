import { machineActions, type MachineActionTypes } from '@defender-odata/client';
import type { EntitySet } from '@defender-odata/query-builder';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../http/error-answers.ts';
import { readListQuery } from './list-query.ts';
import { nextLink } from './next-link.ts';

const { skip: _, ...withoutSkip } = machineActions;
const { top: __, ...withoutTop } = machineActions;

const refusalOf = (search: string, set: EntitySet<MachineActionTypes>): string => {
  try {
    readListQuery(search, set);
    return 'nothing';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
};

describe('an entity set without $skip', () => {
  it('refuses it, and goes on by a token', () => {
    expect(refusalOf('?$skip=1', withoutSkip)).toMatch(
      /^The query option '\$skip' is not supported here\. Supported: \$filter, \$top, \$skiptoken\b/,
    );
    expect(refusalOf('?$skiptoken=1', machineActions)).toMatch(/'\$skiptoken' is not supported here/);
    const query = readListQuery("?$filter=id eq 'a'&$top=5&$skiptoken=10", withoutSkip);
    expect(query).toMatchObject({ top: 5, skip: 10, onward: '$skiptoken' });
    const link = nextLink(new URL('https://a.example/api/x'), query, 5, new Set());
    expect(link).toBe("https://a.example/api/x?$filter=id%20eq%20'a'&$top=5&$skiptoken=15");
  });
});

describe('an entity set without $top', () => {
  it('refuses it', () => {
    expect(refusalOf('?$top=1', withoutTop)).toMatch(/'\$top' is not supported here\. Supported: \$filter, \$skip\b/);
  });
});

describe('an entity set of which nothing can be filtered', () => {
  it('refuses $filter', () => {
    const unfiltered = { ...machineActions, filterable: {} };
    expect(refusalOf("?$filter=id eq 'a'", unfiltered)).toMatch(
      /'\$filter' is not supported here\. Supported: \$top, \$skip\b/,
    );
  });
});

describe('the least value of an option', () => {
  it('is held', () => {
    const set = { ...machineActions, top: { minimum: 1, maximum: 9 } };
    expect(refusalOf('?$top=0', set)).toBe('$top is 0, which is below its least value of 1.');
    expect(refusalOf('?$top=x', set)).toMatch(/not a whole number from 1 to 9/);
    expect(refusalOf('?$top=1', set)).toBe('nothing');
  });
});
