import { describe, expect, it } from 'vitest';
import type { EntityType } from '../edm/entity-type.ts';
import { parseQuery } from '../parse/parse-query.ts';
import { applyQuery } from './apply-query.ts';
import { compileOrderBy } from './order-by.ts';

const type: EntityType = {
  name: 'Row',
  key: ['id'],
  properties: {
    id: { type: 'Edm.Int32' },
    name: { type: 'Edm.String', nullable: true },
    size: { type: 'Edm.Int64', nullable: true },
    ok: { type: 'Edm.Boolean', nullable: true },
    at: { type: 'Edm.DateTimeOffset', nullable: true },
    score: { type: 'Edm.Double', nullable: true },
    level: { type: 'Edm.EnumType', members: ['Low', 'High'], nullable: true },
    tags: { type: 'Collection(Edm.String)' },
    image: { type: 'Edm.Binary' },
  },
};

const rows = [
  { id: 1, name: 'b', size: '9007199254740993', ok: true, at: '2019-11-22T00:00:00.1234567Z', score: 1, level: 'High' },
  {
    id: 2,
    name: 'a',
    size: '9007199254740992',
    ok: false,
    at: '2019-11-22T01:00:00.1234567+01:00',
    score: 'NaN',
    level: 'Low',
  },
  { id: 3, name: null, size: null, ok: null, at: null, score: null, level: null },
  { id: 4, name: 'b', size: 5, ok: true, at: '2019-11-21T23:59:59.999999999999Z', score: '-INF', level: 'Odd' },
];

const ids = (search: string): string =>
  applyQuery(rows, parseQuery(search), type)
    .value.map(({ id }) => id)
    .join('');

describe('applyQuery', () => {
  it.each([
    ['', '1234'],
    ["$filter=name eq 'b'", '14'],
    ['$top=2', '12'],
    ['$skip=1&$top=2', '23'],
    ['$top=2&$skip=1', '23'],
    ['$top=0', ''],
    ['$skip=9', ''],
    ['$orderby=name', '3214'],
    ['$orderby=name desc', '1423'],
    ['$orderby=name desc,id desc', '4123'],
    ['$orderby=size', '3421'],
    ['$orderby=size DESC', '1243'],
    ['$orderby=ok,id', '3214'],
    ['$orderby=at', '3412'],
    ['$orderby=score', '3241'],
    ['$orderby=score desc', '1423'],
    ['$orderby=level', '3214'],
    ['$orderby=size mod 2,id', '3214'],
    ['$orderby=name asc, id desc', '3241'],
    ['$orderby=null', '1234'],
    ['$filter=name ne null&$orderby=name,id desc&$skip=1&$top=1', '4'],
    ["$filter=name eq @n&@n='a'", '2'],
  ])('%s gives rows %s', (search, found) => {
    expect(ids(search)).toBe(found);
  });

  it('counts what the filter keeps, whatever the page', () => {
    expect(applyQuery(rows, parseQuery("$count=true&$top=1&$filter=name eq 'b'"), type)).toMatchObject({
      count: 2,
      value: [{ id: 1 }],
    });
    expect(applyQuery(rows, { $count: false }, type)).not.toHaveProperty('count');
  });

  it('selects properties and keeps annotations', () => {
    const one = [{ '@odata.id': 'x', id: 1, name: 'a', tags: [] }];
    expect(applyQuery(one, { $select: 'name' }, type).value).toEqual([{ '@odata.id': 'x', name: 'a' }]);
    expect(applyQuery(one, { $select: 'name,*' }, type).value).toEqual(one);
    expect(() => applyQuery(one, { $select: 'nme' }, type)).toThrow(/Did you mean 'name'/);
  });

  it('does not touch the rows it is given', () => {
    const frozen = Object.freeze(rows.map((row) => Object.freeze({ ...row })));
    expect(applyQuery(frozen, { $orderby: 'id desc' }, type).value[0]).toBe(frozen[3]);
  });

  it('holds $top and $skip to the limits', () => {
    const limits = { top: { minimum: 1, maximum: 2 }, skip: { minimum: 0, maximum: 3 } };
    expect(applyQuery(rows, { $top: 2 }, type, limits).value).toHaveLength(2);
    for (const $top of [3, 0, -1, 1.5, Number.NaN]) {
      expect(() => applyQuery(rows, { $top }, type, limits)).toThrow(expect.objectContaining({ code: 'invalid-top' }));
    }
    expect(() => applyQuery(rows, { $skip: 4 }, type, limits)).toThrow(
      expect.objectContaining({ code: 'invalid-skip' }),
    );
    expect(() => applyQuery(rows, { $top: -1 }, type)).toThrow(expect.objectContaining({ code: 'invalid-top' }));
    expect(() => applyQuery(rows, { $search: 'x' }, type)).toThrow(expect.objectContaining({ code: 'unknown-option' }));
  });

  it('asks the clock once a query', () => {
    let asked = 0;
    const now = (): number => Date.UTC(2019, 10, 22, 0, 0, asked++);
    expect(applyQuery(rows, { $filter: 'at lt now() or at gt now()' }, type, { now }).value).toHaveLength(3);
    expect(asked).toBe(1);
  });
});

describe('compileOrderBy', () => {
  it.each([
    ['nme', /Did you mean 'name'/],
    ['tags', /has no order/],
    ['image', /has no order/],
    ['name sideways', /asc or desc/],
    ['name,', /operand/],
  ])('%s is refused', (orderBy, words) => {
    expect(() => compileOrderBy(orderBy, type)).toThrow(words);
  });

  it('tells the place in the text', () => {
    expect(() => compileOrderBy('id,nme desc', type)).toThrow(expect.objectContaining({ position: 3 }));
  });

  it('keeps the order of rows that are equal', () => {
    const many = Array.from({ length: 100 }, (_, id) => ({ id, name: id % 2 === 0 ? 'a' : 'b' }));
    const sorted = many.toSorted(compileOrderBy('name', type)).map(({ id }) => id);
    expect(sorted).toEqual([
      ...sorted.slice(0, 50).toSorted((a, b) => a - b),
      ...sorted.slice(50).toSorted((a, b) => a - b),
    ]);
  });
});
