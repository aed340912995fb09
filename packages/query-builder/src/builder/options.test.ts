import { afterEach, describe, expect, test } from 'vitest';
import { jobs } from '../../test/example-set.ts';
import { refusal } from '../../test/refusal.ts';
import { applyQuery } from '../evaluate/index.ts';
import { from, matchAll } from '../index.ts';
import { parseQuery } from '../parse/index.ts';

// What JavaScript callers and `as any` can pass.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = any;
const loose = (observed = true): Loose => (observed ? from(jobs).withObserved() : from(jobs));

describe('orderBy, count and select', () => {
  test('are sent in one order, whatever was said first, and evaluated', () => {
    const query = from(jobs)
      .withObserved()
      .select('id', 'size')
      .count()
      .orderBy('createdAt desc', 'id asc')
      .skip(1)
      .top(5)
      .filter((job) => job.size.gt(0));
    expect(Object.entries(query.toParams())).toEqual([
      ['$filter', 'size gt 0'],
      ['$top', 5],
      ['$skip', 1],
      ['$orderby', 'createdAt desc,id asc'],
      ['$count', true],
      ['$select', 'id,size'],
    ]);
    expect(query.toString()).toBe(
      '$filter=size%20gt%200&$top=5&$skip=1&$orderby=createdAt%20desc%2Cid%20asc&$count=true&$select=id%2Csize',
    );
    expect(parseQuery(query.toString())).toMatchObject(query.toParams());
    const rows = ['a', 'b', 'c'].map((id, size) => ({ id, size, createdAt: `2019-11-2${size}T00:00:00Z` }));
    expect(applyQuery(rows, query.toParams(), jobs.entityType)).toEqual({ value: [{ id: 'b', size: 1 }], count: 2 });
  });

  test('replace what was said before, and change no other query', () => {
    const one = from(jobs).orderBy('id');
    const other = one.orderBy('createdAt');
    expect([one.toString(), other.toString()]).toEqual(['$orderby=id', '$orderby=createdAt']);
    expect(loose().select('id').select('status').toString()).toBe('$select=status');
  });

  test('say the same in object syntax', () => {
    expect(from(jobs, { orderBy: 'id desc', top: 1 }).toParams()).toEqual({ $top: 1, $orderby: 'id desc' });
    expect(from(jobs, { orderBy: ['id', 'createdAt desc'] }).toParams()).toEqual({ $orderby: 'id,createdAt desc' });
    const offered: Loose = {
      ...jobs,
      count: { evidence: 'documented' },
      select: { properties: ['id'], evidence: 'documented' },
    };
    expect(from(offered, { count: true, select: ['id'] } as Loose).toParams()).toEqual({ $count: true, $select: 'id' });
  });

  test.each<[string, () => unknown]>([
    ['option-observed-only', () => loose(false).count()],
    ['option-observed-only', () => loose(false).select('id')],
    ['option-observed-only', () => from(jobs, { select: ['id'] } as Loose)],
    ['invalid-orderBy', () => loose().orderBy()],
    ['invalid-orderBy', () => loose().orderBy('status')],
    ['invalid-orderBy', () => loose().orderBy('id sideways')],
    ['invalid-orderBy', () => loose().orderBy('id,createdAt')],
    ['invalid-orderBy', () => loose().orderBy('id', 'id desc')],
    ['invalid-orderBy', () => loose().orderBy(undefined)],
    ['invalid-orderBy', () => loose().orderBy(Array(1))],
    ['invalid-orderBy', () => loose().orderBy({ toString: () => 'id' })],
    ['invalid-orderBy', () => from(jobs, { orderBy: [] } as Loose)],
    ['invalid-orderBy', () => from(jobs, { orderBy: undefined } as Loose)],
    ['invalid-select', () => loose().select()],
    ['invalid-select', () => loose().select('note')],
    ['invalid-select', () => loose().select('toString')],
    ['invalid-select', () => loose().select('id desc')],
    ['invalid-select', () => loose().select('id', 'id')],
    ['invalid-count', () => loose().count(false)],
    ['invalid-count', () => loose().count(undefined)],
    ['unknown-option', () => from({ ...jobs, orderBy: undefined } as Loose, { orderBy: 'id' } as Loose)],
  ])('%s: %s', (code, call) => {
    expect(refusal(call)).toMatchObject({ code });
  });

  test('where the service has none, the set is named with what it has', () => {
    const { orderBy: _, select: __, ...bare } = jobs;
    expect(refusal(() => (from(bare as Loose) as Loose).orderBy('id')).message).toBe(
      'Jobs has no $orderby. Allowed: filter, top, skip, count.',
    );
  });
});

describe('names that every object has', () => {
  const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

  test.each(names)('%s is a property where the type has it', (name) => {
    const rule = { operators: ['eq'], evidence: 'documented' } as const;
    const set: Loose = {
      name: 'Things',
      entityType: { name: 'Thing', key: [name], properties: { ['__proto__']: { type: 'Edm.Int32' } } },
      filterable: { ['__proto__']: rule },
    };
    if (name !== '__proto__') {
      set.entityType.properties = { [name]: { type: 'Edm.Int32' } };
      set.filterable = { [name]: rule };
    }
    const query = from(set).filter((thing: Loose) => thing[name].eq(5));
    expect(query.toString()).toBe(`$filter=${name}%20eq%205`);
    expect(
      from(set)
        .filter(Object.defineProperty({}, name, { value: 5, enumerable: true }))
        .toString(),
    ).toBe(query.toString());
  });

  test.each(names)('%s is none where it has not, nor an option or operator', (name) => {
    const own = Object.defineProperty({}, name, { value: 'a', enumerable: true });
    expect(refusal(() => from(jobs).filter(own))).toMatchObject({ code: 'unknown-property' });
    expect(refusal(() => from(jobs, own))).toMatchObject({ code: 'unknown-option' });
    expect(refusal(() => from(jobs).filter({ id: own }))).toMatchObject({ code: 'operator-not-allowed' });
    expect(refusal(() => loose().orderBy(name))).toMatchObject({ code: 'invalid-orderBy' });
  });
});

const pollute = (name: string, value: unknown): void => {
  // oxlint-disable-next-line no-extend-native -- what a careless library does to it is what is tested
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
};

describe('what a polluted Object.prototype says', () => {
  const polluted = ['top', 'skip', 'filter', 'kind', 'node', 'orderBy', 'evidence', 'observed'];
  afterEach(() => {
    for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
  });

  test('is no option, no tree and no condition', () => {
    pollute('filter', { id: 'b' });
    pollute('kind', 'literal');
    pollute('node', { kind: 'literal', type: 'Edm.Boolean', value: 'true' });
    expect(from(jobs, {}).toString()).toBe('');
    expect(from(jobs).filter({ id: 'a' }).toString()).toBe("$filter=id%20eq%20'a'");
  });

  test('is no number of rows of a query that names none', () => {
    pollute('top', 3);
    pollute('skip', 3);
    const query = from(jobs);
    expect([query.topCount, query.skipCount, query.toString()]).toEqual([undefined, undefined, '']);
    expect([query.top(5).topCount, query.skip(4).skipCount]).toEqual([5, 4]);
  });

  test('is offered by no entity set', () => {
    const { top: _, orderBy: __, ...bare } = jobs;
    pollute('top', { minimum: 0 });
    pollute('orderBy', { properties: ['id'], evidence: 'documented' });
    expect(refusal(() => from(bare as Loose).top(1))).toMatchObject({ code: 'unknown-option' });
    expect(refusal(() => (from(bare as Loose) as Loose).orderBy('id'))).toMatchObject({ code: 'unknown-option' });
  });
});

test.each([undefined, null, 'MachineActions', {}, matchAll()])('from(%o) says what it asks', (set) => {
  expect(refusal(() => from(set as never))).toMatchObject({ code: 'invalid-argument' });
});
