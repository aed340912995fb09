import { describe, expect, test } from 'vitest';
import type { EntityType } from '../edm/entity-type.ts';
import { parseQuery } from '../parse/index.ts';
import { applyQuery, compileFilter } from './index.ts';

const type: EntityType = { name: 'Row', key: [], properties: { s: { type: 'Edm.String', nullable: true } } };
const rows = [{ s: 'a' }, { s: null }];

// OData 4.01 URL Conventions, section 5.3: without a value in the query part of the URL an alias is null.
describe('an alias without a value is null', () => {
  test.each([
    ['s eq @p', [{ s: null }]],
    ['s ne @p', [{ s: 'a' }]],
    ['@p eq null', rows],
    ['s gt @p', []],
    ['contains(s,@p) eq null', rows],
    ['@p', []],
  ])('%s', (filter, kept) => {
    expect(rows.filter(compileFilter(filter, type))).toEqual(kept);
    expect(applyQuery(rows, parseQuery(`$filter=${filter}`), type).value).toEqual(kept);
    expect(applyQuery(rows, parseQuery(`$filter=${filter}&@p=null`), type).value).toEqual(kept);
  });
});
