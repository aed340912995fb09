import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JobFields, jobs } from '../../test/example-set.ts';
import { refusal } from '../../test/refusal.ts';
import { and, from, matchAll, not, or, type Predicate } from '../index.ts';

// What JavaScript callers and `as any` can pass; the type tests hold what the compiler refuses.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = Record<string, any>;
const filter = (build: (job: Loose) => unknown) => from(jobs).filter(build as (job: JobFields) => Predicate);

describe('a filter is refused', () => {
  test.each<[string, string | undefined, (job: Loose) => unknown]>([
    ['property-not-filterable', 'note', (job) => job['note'].eq('x')],
    ['unknown-property', 'stauts', (job) => job['stauts'].eq('x')],
    ['unknown-property', 'constructor', (job) => job['constructor'].eq('x')],
    ['unknown-property', '__proto__', (job) => job['__proto__'].eq('x')],
    ['property-observed-only', 'changedAt', (job) => job['changedAt'].ge('2019-11-22T00:00:00Z')],
    ['operator-not-allowed', 'status', (job) => job['status'].gt('Open')],
    ['operator-not-allowed', 'createdAt', (job) => job['createdAt'].contains('2019')],
    ['undefined-operand', 'id', (job) => job['id'].eq(undefined)],
    ['undefined-operand', 'id', (job) => job['id'].in(['a', undefined])],
    ['undefined-operand', 'id', (job) => job['id'].in(Array(2))],
    ['undefined-operand', 'id', (job) => job['id'].startsWith(undefined)],
    ['undefined-operand', undefined, () => undefined],
    ['undefined-operand', undefined, (job) => and(job['id'].eq('a'), undefined as never)],
    ['undefined-operand', undefined, (job) => and(Object.assign(Array<Predicate>(2), [job['id'].eq('a')]))],
    ['undefined-operand', undefined, (job) => or(Object.assign(Array<Predicate>(2), [job['id'].eq('a')]))],
    ['undefined-operand', undefined, () => not(undefined as never)],
    ['invalid-operand', 'id', (job) => job['id'].eq(5)],
    ['invalid-operand', 'id', (job) => job['id'].eq(null)],
    ['invalid-operand', 'id', (job) => job['id'].eq({ toString: () => "x' or true" })],
    ['invalid-operand', 'id', (job) => job['id'].eq('half \ud800 pair')],
    ['invalid-operand', 'owner', (job) => job['owner'].contains(null)],
    ['invalid-operand', 'size', (job) => job['size'].eq('1 or true')],
    ['invalid-operand', 'size', (job) => job['size'].eq(1.5)],
    ['invalid-operand', 'size', (job) => job['size'].eq(NaN)],
    ['invalid-operand', 'size', (job) => job['size'].eq(2n ** 63n)],
    ['invalid-operand', 'createdAt', (job) => job['createdAt'].eq('yesterday')],
    ['invalid-operand', 'createdAt', (job) => job['createdAt'].eq('2019-02-30T00:00:00Z')],
    ['invalid-operand', 'createdAt', (job) => job['createdAt'].eq('2019-11-22T00:00:00')],
    ['invalid-operand', 'createdAt', (job) => job['createdAt'].eq('2019-11-22T00:00:00Z or true')],
    ['invalid-operand', 'createdAt', (job) => job['createdAt'].ge(new Date(NaN))],
    ['empty-list', 'id', (job) => job['id'].in([])],
    ['empty-list', 'id', (job) => job['id'].in('a')],
    ['empty-logic', undefined, () => (and as Loose as (...none: []) => unknown)()],
    ['empty-logic', undefined, () => and([] as Predicate[])],
    ['empty-logic', undefined, (job) => job['id'].eq('a').and()],
    ['empty-logic', undefined, (job) => job['id'].eq('a').or()],
    ['empty-logic', undefined, () => or([] as Predicate[])],
    ['match-all-in-logic', undefined, (job) => or(job['id'].eq('a'), matchAll())],
    ['match-all-in-logic', undefined, () => not(matchAll())],
  ])('%s (%s)', (code, property, build) => {
    expect(refusal(() => filter(build))).toMatchObject({ code, property });
  });

  test('with words that name the property and what is allowed', () => {
    expect(refusal(() => filter((job) => job['note'].eq('x')))).toMatchObject({
      message:
        'note: the service does not filter Jobs by it. Allowed: id, status, owner, createdAt, size, tags, levels.',
      allowed: ['id', 'status', 'owner', 'createdAt', 'size', 'tags', 'levels'],
    });
    expect(refusal(() => filter((job) => job['status'].gt('x'))).message).toBe(
      'status: has no gt. Allowed: eq, ne, in.',
    );
    expect(refusal(() => filter((job) => job['createdAt'].eq(new Date(0)))).message).toContain('7 digits');
    expect(refusal(() => from(jobs).filter(null as never)).message).toContain('a callback, an object, a tree or text');
    expect(refusal(() => not(undefined as never)).message).toBe('not: undefined is no condition.');
    expect(refusal(() => filter((job) => job['status'].eq(5)))).toMatchObject({
      message: 'status: needs Edm.String, not number. Allowed: Open, Done.',
      allowed: ['Open', 'Done'],
    });
    expect(refusal(() => filter((job) => job['id'].eq('half \ud800 pair'))).message).toBe(
      'id: needs Edm.String, not text with half a surrogate pair.',
    );
    expect(refusal(() => filter((job) => job['createdAt'].eq('yesterday'))).message).toBe(
      'createdAt: needs Edm.DateTimeOffset, not text. Allowed: 2019-11-22T00:00:00.1234567Z.',
    );
  });
});

describe('top and skip are refused', () => {
  test.each([-1, 1.5, NaN, Infinity, 10_001, '5', null, undefined])('top(%s)', (count) => {
    expect(refusal(() => from(jobs).top(count as never))).toMatchObject({
      code: 'invalid-top',
      allowed: ['0 to 10000'],
    });
  });

  test.each([-1, 0.5, NaN, '5', 2 ** 53])('skip(%s)', (count) => {
    expect(refusal(() => from(jobs).skip(count as number))).toMatchObject({ code: 'invalid-skip' });
  });

  test('where the set has none', () => {
    const { top: _, ...withoutTop } = jobs;
    expect(refusal(() => from(withoutTop).top(1))).toMatchObject({ code: 'unknown-option' });
  });
});

test('a closed enumeration says that it does not know a name, built or as a tree', () => {
  const { properties } = jobs.entityType;
  const status = { type: 'Edm.EnumType', members: ['Open', 'Done'] } as const;
  const closed = { ...jobs, entityType: { ...jobs.entityType, properties: { ...properties, status } } };
  const words = {
    code: 'invalid-operand',
    message: 'status: needs Edm.String, not an unknown name. Allowed: Open, Done.',
  };
  expect(refusal(() => from(closed).filter((job) => job.status.eq('Opened')))).toMatchObject(words);
  expect(refusal(() => from(closed).filter((job) => job.status.in(['Open', 'Opened'])))).toMatchObject(words);
  const { filterNode } = from(jobs).filter((job) => job.status.eq('Opened'));
  expect(refusal(() => from(closed).filter(filterNode ?? matchAll()))).toMatchObject(words);
  expect(
    from(closed)
      .filter((job) => job.status.in(['Open', 'Done,Open']))
      .toParams().$filter,
  ).toBe("status in ('Open','Done,Open')");
});

describe('the object syntax', () => {
  const read = (query: Loose) => from(jobs, query).toParams().$filter;

  test.each<[Loose, string]>([
    [{ status: 'Open' }, "status eq 'Open'"],
    [{ status: 'Open', size: { gt: 1, le: 5 } }, "status eq 'Open' and size gt 1 and size le 5"],
    [{ status: { in: ['Open', 'Done'] } }, "status in ('Open','Done')"],
    [{ status: { not: { in: ['Open', 'Done'] } } }, "not status in ('Open','Done')"],
    [{ owner: null }, 'owner eq null'],
    [{ or: [{ id: { startswith: 'a' } }, { id: { contains: 'b' } }] }, "startswith(id,'a') or contains(id,'b')"],
    [{ not: { status: 'Open' } }, "not (status eq 'Open')"],
    [{ and: [{ id: 'a' }, { or: [{ id: 'b' }, { id: 'c' }] }] }, "id eq 'a' and (id eq 'b' or id eq 'c')"],
  ])('%j', (query, expected) => {
    expect(read({ filter: query })).toBe(expected);
    expect(from(jobs).filter(query).toParams().$filter).toBe(expected);
  });

  test('takes top and skip', () => {
    expect(from(jobs, { filter: { id: 'a' }, top: 2, skip: 1 }).toParams()).toEqual({
      $filter: "id eq 'a'",
      $top: 2,
      $skip: 1,
    });
  });

  test.each<[string, Loose]>([
    ['operator-not-allowed', { filter: { status: { equals: 'Open' } } }],
    ['operator-not-allowed', { filter: { status: { type: 'raw', value: "x' or true" } } }],
    ['operator-not-allowed', { filter: { status: { gt: 'Open' } } }],
    ['operator-not-allowed', { filter: { status: { constructor: 'Open' } } }],
    ['unknown-property', { filter: { "id eq 'x' or id": 'a' } }],
    ['invalid-operand', { filter: { status: ['Open', 'Done'] } }],
    ['undefined-operand', { filter: { status: undefined } }],
    ['undefined-operand', { filter: { status: { eq: undefined } } }],
    ['undefined-operand', { filter: undefined }],
    ['undefined-operand', { filter: null }],
    ['undefined-operand', { filter: { or: [undefined] } }],
    ['empty-logic', { filter: {} }],
    ['empty-logic', { filter: { status: {} } }],
    ['empty-logic', { filter: { or: [] } }],
    ['empty-list', { filter: { status: { in: [] } } }],
    ['unknown-option', { order: 'id' }],
    ['unknown-option', { filters: { id: 'a' } }],
    ['invalid-top', { top: '5' }],
    ['invalid-top', { top: undefined }],
  ])('refuses with %s: %j', (code, query) => {
    expect(refusal(() => read(query))).toMatchObject({ code });
  });
});

test('the object syntax refuses an object that says more than its own keys do', () => {
  const halfInherited = Object.assign(Object.create({ id: 'a' }), { status: 'Open' }) as object;
  class Half {
    status = 'Open';
    get id(): string {
      return 'a';
    }
  }
  for (const half of [halfInherited, new Half()]) {
    expect(refusal(() => from(jobs).filter(half))).toMatchObject({ code: 'undefined-operand' });
    expect(refusal(() => from(jobs, { filter: { or: [half] } }))).toMatchObject({ code: 'undefined-operand' });
  }
  const operators = Object.assign(Object.create({ lt: 9 }), { gt: 1 }) as object;
  expect(refusal(() => from(jobs).filter({ size: operators }))).toMatchObject({ code: 'invalid-operand' });
});

test.each<[string, unknown]>([
  ['a built query', from(jobs).filter((job) => job.id.eq('a'))],
  ['a condition', matchAll()],
  ['Function', (query: unknown) => query],
  ['AsyncFunction', async (query: unknown) => query],
  ['Array', []],
  ['Array', [{ filter: { id: 'a' } }]],
  ['Null', null],
  ['Number', 5],
  ['Boolean', true],
  ['String', "id eq 'a'"],
  ['String', ''],
  ['Promise', Promise.resolve({ filter: { id: 'a' } })],
  ['Map', new Map([['filter', { id: 'a' }]])],
  ['Date', new Date(0)],
  ['URLSearchParams', new URLSearchParams("$filter=id eq 'a'")],
  ['Object', Object.create({ filter: { id: 'a' } })],
  [
    'Object',
    new (class {
      get filter() {
        return { id: 'a' };
      }
    })(),
  ],
])('a whole query is refused where it is %s: it would ask for every row', (given, query) => {
  expect(refusal(() => from(jobs, query as never))).toMatchObject({
    code: 'invalid-query',
    message: `A query is an object such as { filter: … }, not ${given}. Allowed: filter, top, skip, orderBy, count, select.`,
  });
});

test('a whole query may be undefined, and an object of any realm', () => {
  const foreign: object = runInNewContext("({ filter: { id: 'a' } })");
  expect(from(jobs, undefined).toString()).toBe('');
  expect(from(jobs, foreign).toString()).toBe("$filter=id%20eq%20'a'");
  expect(from(jobs, Object.assign(Object.create(null), { top: 1 })).toString()).toBe('$top=1');
});

test('no text can leave its quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const { $filter } = from(jobs)
        .filter((job) => job.id.eq(value))
        .toParams();
      const quoted = /^id eq '((?:[^']|'')*)'$/su.exec($filter ?? '')?.[1];
      expect(quoted?.replaceAll("''", "'")).toBe(value);
    }),
  );
});
