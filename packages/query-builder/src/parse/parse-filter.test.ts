import { describe, expect, it } from 'vitest';
import { parseFilter } from './parse-filter.ts';
import { parseOrderBy } from './order-by.ts';

/** Whether an object and everything in it is frozen. */
const isDeepFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeepFrozen));

describe('parseFilter', () => {
  it.each([
    "a eq 'x' and b in (1,2) or not contains(c,'d')",
    'Items(order=1,line=2)/name eq [1,{"a":b}]',
    "x/any(i:i/p gt 1 and Model.F(a=1,b='c')) or case(a:1,b:2) eq 1",
    "a/$count($filter=b eq 1;$search=c) gt 1 and style has A.B'C' and geo.length(geometry'SRID=0;LineString(1 2,3 4)') lt 5",
  ])('%s becomes a tree that is frozen through and through', (text) => {
    expect(isDeepFrozen(parseFilter(text))).toBe(true);
  });

  it('makes the same tree as the builder does', () => {
    expect(parseFilter("status in ('Pending') and machineId ne null")).toEqual({
      kind: 'and',
      operands: [
        {
          kind: 'in',
          left: { kind: 'property', name: 'status' },
          right: { kind: 'list', items: [{ kind: 'literal', type: 'Edm.String', value: 'Pending' }] },
        },
        {
          kind: 'comparison',
          operator: 'ne',
          left: { kind: 'property', name: 'machineId' },
          right: { kind: 'literal', type: 'null', value: 'null' },
        },
      ],
    });
  });

  it('flattens and and or, whatever parentheses stand round them', () => {
    const flat = parseFilter('a and b and c and d');
    expect(parseFilter('(a and b) and (c and d)')).toEqual(flat);
    expect(parseFilter('a and (b and (c and d))')).toEqual(flat);
    expect(parseFilter('a and b or c or d')).toMatchObject({ kind: 'or', operands: { length: 3 } });
  });

  it.each([
    ["'O''Neil'", 'Edm.String', "O'Neil"],
    ['5', 'Edm.Int32', '5'],
    ['-2147483648', 'Edm.Int32', '-2147483648'],
    ['2147483648', 'Edm.Int64', '2147483648'],
    ['-9223372036854775808', 'Edm.Int64', '-9223372036854775808'],
    ['9223372036854775808', 'Edm.Decimal', '9223372036854775808'],
    ['1.50', 'Edm.Decimal', '1.50'],
    ['1e5', 'Edm.Double', '1e5'],
    ['-INF', 'Edm.Double', '-INF'],
    ['NaN', 'Edm.Double', 'NaN'],
    ['TRUE', 'Edm.Boolean', 'true'],
    ['2019-11-22', 'Edm.Date', '2019-11-22'],
    ['10:20', 'Edm.TimeOfDay', '10:20'],
    ['2019-11-22T00:00:00.1234567Z', 'Edm.DateTimeOffset', '2019-11-22T00:00:00.1234567Z'],
    ['abcdef01-89ab-cdef-0123-456789abcdef', 'Edm.Guid', 'abcdef01-89ab-cdef-0123-456789abcdef'],
    ['12345678-89ab-cdef-0123-456789abcdef', 'Edm.Guid', '12345678-89ab-cdef-0123-456789abcdef'],
    ["duration'PT1H'", 'Edm.Duration', 'PT1H'],
    ["BINARY'Zg=='", 'Edm.Binary', 'Zg=='],
  ])('%s is a literal of %s', (text, type, value) => {
    expect(parseFilter(text)).toEqual({ kind: 'literal', type, value });
  });

  it.each([
    'eq eq eq',
    'and and and',
    'in in in',
    'abcdefab eq 1',
    'contains eq length',
    'true1 eq nullable',
    'Größe gt 名前',
  ])('%s: names may be those of operators, and of any script', (text) => {
    expect(() => parseFilter(text)).not.toThrow();
  });

  it('tells variables from properties by where they stand', () => {
    expect(parseFilter('a/any(x:x eq y)')).toMatchObject({
      predicate: { left: { kind: 'variable', name: 'x' }, right: { kind: 'property', name: 'y' } },
    });
    expect(parseFilter('x eq 1')).toMatchObject({ left: { kind: 'property', name: 'x' } });
  });
});

describe('parseOrderBy', () => {
  it('gives expressions and directions, frozen', () => {
    const order = parseOrderBy('a desc,length(b) ASC,c');
    expect(order.map(({ descending }) => descending)).toEqual([true, false, false]);
    expect(isDeepFrozen(order)).toBe(true);
  });
});
