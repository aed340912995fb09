import { describe, expect, test } from 'vitest';
import { type JobFields, jobs } from '../../test/example-set.ts';
import { and, from, matchAll, not, or, type Predicate, whenDefined } from '../index.ts';

const text = (build: (job: JobFields) => Predicate): string | undefined => from(jobs).filter(build).toParams().$filter;

describe('a query', () => {
  test('gives decoded parameters and an encoded string of the same', () => {
    const query = from(jobs)
      .filter((job) => job.owner.eq("O'Neil & Söhne+#%").and(job.status.in(['Open', 'Done'])))
      .top(2)
      .skip(4);
    expect(query.toParams()).toEqual({
      $filter: "owner eq 'O''Neil & Söhne+#%' and status in ('Open','Done')",
      $top: 2,
      $skip: 4,
    });
    expect(query.toString()).toBe(
      "$filter=owner%20eq%20'O''Neil%20%26%20S%C3%B6hne%2B%23%25'%20and%20status%20in%20('Open'%2C'Done')&$top=2&$skip=4",
    );
    expect(new URL(`http://127.0.0.1/?${query.toString()}`).searchParams.get('$filter')).toBe(query.toParams().$filter);
  });

  test('without a filter asks for every row, and says nothing', () => {
    expect(from(jobs).toParams()).toEqual({});
    expect(from(jobs).toString()).toBe('');
    expect(
      from(jobs)
        .filter(() => matchAll())
        .toString(),
    ).toBe('');
  });

  test('is never changed: each method gives another query', () => {
    const all = from(jobs);
    const open = all.filter((job) => job.status.eq('Open'));
    const some = open.top(5);
    expect([all.toString(), open.toString(), some.toString()]).toEqual([
      '',
      "$filter=status%20eq%20'Open'",
      "$filter=status%20eq%20'Open'&$top=5",
    ]);
    expect(() => Object.assign(some, { topCount: 10_000 })).toThrow(TypeError);
    const tree = some.filter((job) => and(job.id.eq('a'), not(job.id.in(['b'])))).filterNode;
    const isFrozen = (part: unknown): boolean =>
      typeof part !== 'object' || part === null || (Object.isFrozen(part) && Object.values(part).every(isFrozen));
    expect(isFrozen(tree)).toBe(true);
  });

  test('accumulates filters and replaces top and skip', () => {
    const query = from(jobs)
      .filter((job) => or(job.id.eq('a'), job.id.eq('b')))
      .filter((job) => job.size.gt(1))
      .top(9)
      .top(3)
      .skip(9)
      .skip(1);
    expect(query.toParams()).toEqual({ $filter: "(id eq 'a' or id eq 'b') and size gt 1", $top: 3, $skip: 1 });
  });

  test('opts in to observed properties where it says so', () => {
    const query = from(jobs)
      .withObserved()
      .filter((job) => job.changedAt.ge('2019-11-22T00:00:00Z'));
    expect(query.toParams().$filter).toBe('changedAt ge 2019-11-22T00:00:00Z');
  });
});

describe('conditions', () => {
  test.each<[string, (job: JobFields) => Predicate]>([
    ["id ne 'a'", (job) => job.id.ne('a')],
    ['owner eq null', (job) => job.owner.eq(null)],
    ["owner in ('a',null)", (job) => job.owner.in(['a', null])],
    ["startswith(id,'a')", (job) => job.id.startsWith('a')],
    ["contains(owner,'%')", (job) => job.owner.contains('%')],
    ['size le 9223372036854775807', (job) => job.size.le(9223372036854775807n)],
    ['createdAt gt 2019-11-22T00:00:00.1234567Z', (job) => job.createdAt.gt('2019-11-22T00:00:00.1234567Z')],
    ['createdAt lt 2020-02-29T00:00:00.000Z', (job) => job.createdAt.lt(new Date(Date.UTC(2020, 1, 29)))],
    ["not contains(id,'a')", (job) => not(job.id.contains('a'))],
    ["not (id eq 'a')", (job) => job.id.eq('a').not()],
    ["not id in ('a')", (job) => not(job.id.in(['a']))],
    ["not (id eq 'a' or id eq 'b')", (job) => or(job.id.eq('a'), job.id.eq('b')).not()],
    ["id eq 'a' or id eq 'b' and size gt 1", (job) => or(job.id.eq('a'), and(job.id.eq('b'), job.size.gt(1)))],
    ["(id eq 'a' or id eq 'b') and size gt 1", (job) => job.id.eq('a').or(job.id.eq('b')).and(job.size.gt(1))],
    ["id eq 'a' and id eq 'b' and id eq 'c'", (job) => and([job.id.eq('a'), and(job.id.eq('b'), job.id.eq('c'))])],
    ["id eq 'a'", (job) => and(job.id.eq('a'), matchAll())],
    [
      "id eq 'a'",
      (job) =>
        and(
          job.id.eq('a'),
          whenDefined(undefined as string | undefined, (id) => job.id.eq(id)),
        ),
    ],
    [
      "id eq 'a' and id ne 'b'",
      (job) =>
        and(
          job.id.eq('a'),
          whenDefined('b', (id) => job.id.ne(id)),
        ),
    ],
  ])('%s', (expected, build) => {
    expect(text(build)).toBe(expected);
  });
});

test('an operator, and not, can be handed to map()', () => {
  const negated = from(jobs).filter((job) => and([job.id.eq('a'), job.id.eq('b')].map(not)));
  expect(negated.toParams().$filter).toBe("not (id eq 'a') and not (id eq 'b')");
  const query = from(jobs).filter((job) => or(['Open', 'Done'].map(job.status.eq)));
  expect(query.toParams().$filter).toBe("status eq 'Open' or status eq 'Done'");
});
