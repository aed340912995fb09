import { type Arbitrary, array, assert, constantFrom, integer, oneof, property, string, tuple } from 'fast-check';
import { describe, it } from 'vitest';
import { compileFilter } from '../../src/evaluate/index.ts';
import { and, from, not, or, type Predicate } from '../../src/index.ts';
import { parseFilter, parseQuery } from '../../src/parse/index.ts';
import { type Job, type JobFields, jobs } from '../example-set.ts';
import { differ } from './differ.ts';
import { LAW_TIMEOUT, runs } from './runs.ts';

/** A condition twice: as the builder takes it, and as plain JavaScript. */
interface Twin {
  readonly build: (fields: JobFields) => Predicate;
  readonly holds: (job: Job) => boolean;
}

type Tag = Parameters<Parameters<JobFields['tags']['any']>[0]>[0];

const text = oneof(
  constantFrom('Open', 'Done', "O'Neil", "' or 1 eq 1", 'é', 'a&b', '100%', '+'),
  string({ unit: 'grapheme', maxLength: 3 }),
);
const size = integer({ min: -3, max: 3 });

const tag: Arbitrary<string> = constantFrom('a', 'b', "O'Neil", "' or 1 eq 1");
/** A condition on one tag. */
const tagTwin = oneof(
  tag.map((value) => ({ build: (t: Tag) => t.eq(value), holds: (one: string) => one === value })),
  tag.map((value) => ({ build: (t: Tag) => not(t.startsWith(value)), holds: (one: string) => !one.startsWith(value) })),
  array(tag, { minLength: 2, maxLength: 2 }).map((values) => ({
    build: (t: Tag) => or(values.map((value) => t.eq(value))),
    holds: (one: string) => values.includes(one),
  })),
);

const leaf: Arbitrary<Twin> = oneof(
  tagTwin.map(({ build, holds }) => ({
    build: (f: JobFields) => f.tags.any(build),
    holds: (job: Job) => job.tags.some(holds),
  })),
  tagTwin.map(({ build, holds }) => ({
    build: (f: JobFields) => f.tags.all(build),
    holds: (job: Job) => job.tags.every(holds),
  })),
  size.map((value) => ({
    build: (f: JobFields) => f.levels.any((level) => or(level.gt(value), level.eq(null))),
    holds: (job: Job) => job.levels.some((level) => level === null || level > value),
  })),
  text.map((value) => ({ build: (f: JobFields) => f.status.eq(value), holds: (job: Job) => job.status === value })),
  text.map((value) => ({ build: (f: JobFields) => f.owner.ne(value), holds: (job: Job) => job.owner !== value })),
  constantFrom({ build: (f: JobFields) => f.owner.eq(null), holds: (job: Job) => job.owner === null }),
  array(text, { minLength: 1, maxLength: 3 }).map((values) => ({
    build: (f: JobFields) => f.status.in(values as [string, ...string[]]), // one or more
    holds: (job: Job) => values.includes(job.status),
  })),
  text.map((value) => ({
    build: (f: JobFields) => f.id.startsWith(value),
    holds: (job: Job) => job.id.startsWith(value),
  })),
  text.map((value) => ({ build: (f: JobFields) => f.id.contains(value), holds: (job: Job) => job.id.includes(value) })),
  size.map((value) => ({ build: (f: JobFields) => f.size.gt(value), holds: (job: Job) => job.size > value })),
  size.map((value) => ({ build: (f: JobFields) => f.size.le(value), holds: (job: Job) => job.size <= value })),
);

function twin(depth: number): Arbitrary<Twin> {
  if (depth === 0) return leaf;
  const part = twin(depth - 1);
  const parts = array(part, { minLength: 2, maxLength: 3 });
  return oneof(
    { weight: 2, arbitrary: leaf },
    parts.map((twins) => ({
      build: (f: JobFields) => and(twins.map(({ build }) => build(f))),
      holds: (job: Job) => twins.every(({ holds }) => holds(job)),
    })),
    parts.map((twins) => ({
      build: (f: JobFields) => or(twins.map(({ build }) => build(f))),
      holds: (job: Job) => twins.some(({ holds }) => holds(job)),
    })),
    part.map(({ build, holds }) => ({ build: (f: JobFields) => not(build(f)), holds: (job: Job) => !holds(job) })),
  );
}

const tags = array(tag, { maxLength: 3 });
const levels = array(oneof(size, constantFrom(null)), { maxLength: 3 });
const owner = constantFrom(null, 'Open', "O'Neil");

const job: Arbitrary<Job> = tuple(text, text, owner, size, tags, levels).map(
  ([id, status, by, bytes, labels, grades]) => ({
    id,
    status,
    owner: by,
    size: bytes,
    tags: labels,
    levels: grades,
    createdAt: '2019-11-22T00:00:00Z',
    changedAt: '2019-11-22T00:00:00Z',
    note: '',
  }),
);

describe('a built query', () => {
  it(
    'is parsed to the tree that it was built as, and keeps the rows that the same condition in JavaScript keeps',
    () => {
      assert(
        property(twin(3), array(job, { maxLength: 4 }), ({ build, holds }, rows) => {
          const query = from(jobs).filter(build).top(5);
          const params = query.toParams();
          const parsed = parseFilter(params.$filter ?? '');
          if (JSON.stringify(parsed) !== JSON.stringify(query.filterNode)) differ({ params, parsed });
          const read = parseQuery(query.toString());
          if (read.$filter !== params.$filter || read.$top !== 5) differ({ params, read });
          const keeps = compileFilter(parsed, jobs.entityType);
          for (const one of rows) if (keeps(one) !== holds(one)) differ({ params, one, wanted: holds(one) });
        }),
        runs(),
      );
    },
    LAW_TIMEOUT,
  );
});
