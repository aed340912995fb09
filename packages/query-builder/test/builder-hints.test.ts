import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parseFilterText } from '../src/args/filter-text.ts';
import { and, from, matchAll, not, or, type Predicate, whenDefined } from '../src/index.ts';
import { jobs } from './example-set.ts';
import { refusal } from './refusal.ts';

// What JavaScript callers and `as any` can pass.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = any;
const filter = (build: (job: Loose) => unknown) => from(jobs).filter(build as () => Predicate);
const closed: Loose = {
  ...jobs,
  entityType: {
    ...jobs.entityType,
    properties: { ...jobs.entityType.properties, status: { type: 'Edm.EnumType', members: ['Open', 'Done'] } },
  },
};
// Before anything of ./parse is loaded.
const withoutParser = refusal(() => parseFilterText("id eq 'a'")).message;
const { parseFilter } = await import('../src/parse/index.ts');

/** What is wrong, what is said of it, and the call that follows the advice; none where nothing is advised. */
type Row = readonly [wrong: () => unknown, says: string, mended?: () => unknown];

const rows: readonly Row[] = [
  [
    () => filter((job) => job.changedAt.gt('2019-11-22T00:00:00Z')),
    'withObserved() allows it',
    () =>
      from(jobs)
        .withObserved()
        .filter((job) => job.changedAt.gt('2019-11-22T00:00:00Z')),
  ],
  [
    () => filter((job) => job.note.eq('a')),
    'does not filter Jobs by it. Allowed: id, ',
    () => filter((job) => job.id.eq('a')),
  ],
  [
    () => filter((job) => job.stauts.eq('a')),
    'no such property. Did you mean status?',
    () => filter((job) => job.status.eq('a')),
  ],
  [
    () => filter((job) => job.status.gt('a')),
    'has no gt. Allowed: eq, ne, in.',
    () => filter((job) => job.status.in(['a'])),
  ],
  [
    () => filter((job) => job.tags.eq('a')),
    'has no eq. Allowed: any, all.',
    () => filter((job) => job.tags.any((tag: Loose) => tag.eq('a'))),
  ],
  [
    () => filter((job) => job.tags.any('a')),
    'any, of its callback',
    () => filter((job) => job.tags.any((tag: Loose) => tag.eq('a'))),
  ],
  [() => filter((job) => job.status.eq('open')), "is spelt 'Open'", () => filter((job) => job.status.eq('Open'))],
  [() => filter((job) => job.status.eq(5)), 'Allowed: Open, Done.', () => filter((job) => job.status.eq('Done'))],
  [
    () => from(closed).filter((job: Loose) => job.status.eq('New')),
    'not an unknown name',
    () => from(closed).filter((job: Loose) => job.status.eq('Open')),
  ],
  [
    () => filter((job) => job.id.eq(undefined)),
    'whenDefined(value, …) leaves it out of an and',
    () =>
      filter((job) =>
        and(
          job.id.ne('b'),
          whenDefined(undefined, (id) => job.id.eq(id)),
        ),
      ),
  ],
  [
    () => filter(() => undefined),
    'whenDefined(value, …) leaves it out on purpose',
    () => filter((job) => whenDefined(undefined, (id) => job.id.eq(id))),
  ],
  [
    () => filter((job) => and(job.id.eq('a'), undefined as Loose)),
    'and: undefined is no condition; whenDefined',
    () =>
      filter((job) =>
        and(
          job.id.eq('a'),
          whenDefined(undefined, (id) => job.id.eq(id)),
        ),
      ),
  ],
  // Nothing that leaves a condition out is accepted in these.
  [() => filter((job) => or(job.id.eq('a'), undefined as Loose)), 'or: undefined is no condition.'],
  [() => filter(() => not(null as Loose)), 'not: null is no condition.'],
  ...['and', 'or', 'not'].map((logic): Row => [
    () => from(jobs, { filter: { [logic]: [{ id: 'a' }, undefined] } } as Loose),
    `a member of ${logic}: undefined is no condition.`,
    () => from(jobs, { filter: { [logic]: [{ id: 'a' }] } } as Loose),
  ]),
  [() => from(jobs, { filter: [{ id: 'a' }, null] } as Loose), 'a member of and: null is no condition.'],
  [() => filter((job) => job.tags.all(() => undefined)), 'all, of its callback: undefined is no condition.'],
  [
    () => from(jobs).filter(5 as Loose),
    'a callback, an object, a tree or text',
    () =>
      [(job: Loose) => job.id.eq('a'), { id: 'a' }, parseFilter("id eq 'a'"), "id eq 'a'"].map((one) =>
        from(jobs).filter(one),
      ),
  ],
  [() => filter((job) => job.id.in([])), 'in needs a list', () => filter((job) => job.id.in(['a']))],
  [
    () => filter(() => and([] as Predicate[])),
    'and needs a condition; matchAll() asks for every row',
    () => filter(() => matchAll()),
  ],
  [() => filter(() => or(matchAll(), matchAll())), 'would widen the query or empty it'],
  [
    () => filter((job) => job.createdAt.ge(new Date(NaN))),
    'not an invalid Date. In text it is written 2019-11-22T00:00:00Z',
    () => filter((job) => job.createdAt.ge('2019-11-22T00:00:00Z')),
  ],
  [
    () => filter((job) => job.createdAt.eq(new Date(0))),
    'Date (without 7 digits, for ranges only)',
    () => filter((job) => job.createdAt.ge(new Date(0))),
  ],
  [
    () => filter((job) => job.createdAt.eq('today')),
    'Allowed: 2019-11-22T00:00:00.1234567Z.',
    () => filter((job) => job.createdAt.eq('2019-11-22T00:00:00.1234567Z')),
  ],
  [() => filter((job) => job.id.eq('\ud800')), 'text with half a surrogate pair'],
  [
    () => from(jobs).top(10_001 as Loose),
    '$top is out of range: 10001. Allowed: 0 to 10000.',
    () => [0, 10_000].map((count) => from(jobs).top(count)),
  ],
  [
    () => from(jobs).top(1.5 as Loose),
    '$top needs a whole number, not 1.5. Allowed: 0 to 10000.',
    () => from(jobs).top(1),
  ],
  [
    () => from(jobs).top('5' as Loose),
    "$top needs a whole number, not string: Number('5') is one. Allowed: 0 to 10000.",
    () => from(jobs).top(Number('5')),
  ],
  ...[undefined, null, '', 'five', '10001', '-1', '1e1', true].map((count): Row => [
    () => from(jobs).top(count as Loose),
    `$top needs a whole number, not ${count === null ? 'null' : typeof count}. Allowed: 0 to 10000.`,
    () => from(jobs).top(10_000),
  ]),
  [
    () => from(jobs).skip(Object.create(null) as Loose),
    '$skip needs a whole number, not object',
    () => from(jobs).skip(1),
  ],
  [
    () => from(jobs).skip(-1),
    '$skip is out of range: -1. Allowed: 0 to 9007199254740991.',
    () => from(jobs).skip(Number.MAX_SAFE_INTEGER),
  ],
  [
    () => (from(jobs) as Loose).count(),
    '$count was only seen to work; withObserved() allows it.',
    () => from(jobs).withObserved().count(),
  ],
  [
    () => (from(jobs).withObserved() as Loose).count(5),
    '$count is true, or left out.',
    () => (from(jobs).withObserved() as Loose).count(true),
  ],
  [
    () => (from(jobs) as Loose).orderBy('a'),
    '$orderby takes one or more of these, each once. Allowed: id, createdAt.',
    () => from(jobs).orderBy('id', 'createdAt'),
  ],
  [
    () => from(jobs, { filters: {} } as Loose),
    'Jobs has no option filters. Allowed: filter, top, skip,',
    () => from(jobs, { filter: { id: 'a' } }),
  ],
  [
    () => from(jobs, from(jobs) as Loose),
    'A query is an object such as { filter: … }, not a built query',
    () => from(jobs, { filter: matchAll() }),
  ],
  [
    () => from(jobs, matchAll() as Loose),
    'not a condition. Allowed: filter,',
    () => from(jobs, { filter: matchAll() }),
  ],
  [
    () => (from(jobs) as Loose).filter({ id: 'a' }, { status: 'Open' }),
    'filter takes one argument, such as and(…) or in([…]).',
    () => from(jobs).filter((job) => and(job.id.eq('a'), job.status.eq('Open'))),
  ],
  [
    () => filter((job) => job.status.eq('Open', 'Done')),
    'eq takes one argument',
    () => filter((job) => job.status.in(['Open', 'Done'])),
  ],
  [
    () => filter((job) => job.status.in('Open', 'Done')),
    'in takes one argument',
    () => filter((job) => job.status.in(['Open', 'Done'])),
  ],
  [
    () => filter((job) => (not as Loose)(job.id.eq('a'), job.id.eq('b'))),
    'not takes one argument',
    () => filter((job) => not(or(job.id.eq('a'), job.id.eq('b')))),
  ],
  [
    () =>
      filter((job) =>
        job.tags.any(
          (tag: Loose) => tag.eq('a'),
          (tag: Loose) => tag.eq('b'),
        ),
      ),
    'any takes one argument',
    () => filter((job) => job.tags.any((tag: Loose) => or(tag.eq('a'), tag.eq('b')))),
  ],
  [() => from('Jobs' as Loose), 'What from() asks is an entity set, not string.', () => from(jobs)],
];

test.each(rows.map(([wrong, says, mended]) => ({ wrong, says, mended })))(
  'advice of the builder is accepted when it is followed: $says',
  ({ wrong, says, mended }) => {
    expect(refusal(wrong).message).toContain(says);
    expect(() => mended?.()).not.toThrow();
  },
);

test('text is advised to load the parser, which lets it pass', () => {
  expect(withoutParser).toContain('filter(parseFilter(text)) of @defender-odata/query-builder/parse');
  expect(from(jobs).filter(parseFilter("id eq 'a'")).toString()).toBe(from(jobs).filter("id eq 'a'").toString());
});

// Sources that were broken on purpose are no list of messages.
test.skipIf(process.env['MUTANTS_PACKAGE'])('every message of the builder is followed here', async () => {
  const { builderMessages } = await import('./messages.ts');
  const said = [withoutParser, ...rows.map(([wrong]) => refusal(wrong).message)];
  const unlisted = [...builderMessages].filter(([, pattern]) => !said.some((one) => pattern.test(one)));
  expect(unlisted.map(([where]) => where)).toEqual([]);
  expect(builderMessages.size).toBeGreaterThan(20);
});

test('no refusal repeats a value of a filter', () => {
  const secret = 'secret-5f2';
  for (const call of [
    () => filter((job) => job.size.eq(secret)),
    () => filter((job) => job.createdAt.eq(secret)),
    () => from(jobs).top(secret as Loose),
    () => from(jobs).filter({ id: [secret] } as Loose),
    () => from(jobs, runInNewContext(`'${secret}'`)),
  ])
    expect(refusal(call).message).not.toContain(secret);
});
