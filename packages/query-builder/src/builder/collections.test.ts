import { describe, expect, test } from 'vitest';
import { type Job, type JobFields, jobs } from '../../test/example-set.ts';
import { refusal } from '../../test/refusal.ts';
import { compileFilter } from '../evaluate/index.ts';
import { and, type FilterNode, from, matchAll, not, or, type Predicate, whenDefined } from '../index.ts';
import { checkFilter, comparison, lambda, literal, parseFilter, property, variable } from '../parse/index.ts';

// What JavaScript callers and `as any` can pass.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = any;

const a = literal('Edm.String', 'a');

/** A row of which only the collections count. */
const row = (tags: readonly string[], levels: readonly (number | null)[] = []): Job => ({
  id: '1',
  status: 'Open',
  owner: null,
  createdAt: '2019-11-22T00:00:00Z',
  changedAt: '2019-11-22T00:00:00Z',
  size: 0,
  note: '',
  tags,
  levels,
});

const texts = (filter: Loose) => from(jobs, { filter }).toParams().$filter;
const tree = (node: unknown) => node as FilterNode;

describe('any and all', () => {
  test.each<[string, (job: JobFields) => Predicate, Job, Job]>([
    ["tags/any(x: x eq 'O''Neil')", (job) => job.tags.any((tag) => tag.eq("O'Neil")), row(["O'Neil"]), row(['b'])],
    ["tags/all(x: x ne 'a')", (job) => job.tags.all((tag) => tag.ne('a')), row([]), row(['b', 'a'])],
    [
      "tags/any(x: x in ('a','b') and startswith(x,'b'))",
      (job) => job.tags.any((tag) => tag.in(['a', 'b']).and(tag.startsWith('b'))),
      row(['c', 'b']),
      row(['a']),
    ],
    [
      "not tags/any(x: x eq 'a') and (tags/any(x: x eq 'b' or x eq 'c') or id eq 'z')",
      (job) =>
        and(
          not(job.tags.any((tag) => tag.eq('a'))),
          or(
            job.tags.any((tag) => or(tag.eq('b'), tag.eq('c'))),
            job.id.eq('z'),
          ),
        ),
      row(['c']),
      row(['a', 'b']),
    ],
    [
      "tags/all(x: not (x eq 'a'))",
      (job) => job.tags.all((tag) => tag.eq('a').not().and(matchAll())),
      row(['b']),
      row(['a']),
    ],
    [
      'levels/any(x: x eq null or x gt 3)',
      (job) => job.levels.any((level) => or(level.eq(null), level.gt(3))),
      row([], [1, null]),
      row([], [1, 3]),
    ],
  ])('%s', (text, build, kept, dropped) => {
    const query = from(jobs).filter(build);
    expect(query.toParams().$filter).toBe(text);
    expect(parseFilter(text)).toEqual(query.filterNode);
    expect([kept, dropped].map(compileFilter(parseFilter(text), jobs.entityType))).toEqual([true, false]);
    expect(from(jobs).filter(parseFilter(text)).toParams().$filter).toBe(text);
  });

  test('say the same in object syntax, with the empty key of odata-query or without', () => {
    expect(texts({ tags: { any: "O'Neil" } })).toBe("tags/any(x: x eq 'O''Neil')");
    expect(texts({ tags: { any: { '': { in: ['a', 'b'] } } } })).toBe("tags/any(x: x in ('a','b'))");
    expect(texts({ tags: { any: { in: ['a', 'b'] } } })).toBe("tags/any(x: x in ('a','b'))");
    expect(texts({ tags: { any: { '': 'a' }, all: { '': { ne: 'b' } } } })).toBe(
      "tags/any(x: x eq 'a') and tags/all(x: x ne 'b')",
    );
    expect(texts({ tags: { any: [{ '': { ne: 'a' } }, { '': { startswith: 'b' } }] } })).toBe(
      "tags/any(x: x ne 'a' and startswith(x,'b'))",
    );
    expect(texts({ tags: { any: { or: [{ '': 'a' }, { startswith: 'b' }] } } })).toBe(
      "tags/any(x: x eq 'a' or startswith(x,'b'))",
    );
    expect(texts({ tags: { not: { any: { '': { not: { in: ['a'] } } } } } })).toBe("not tags/any(x: not x in ('a'))");
    expect(texts({ levels: { any: null } })).toBe('levels/any(x: x eq null)');
  });

  test.each<[string, string | undefined, (job: Loose) => unknown]>([
    ['operator-not-allowed', 'tags', (job) => job.tags.eq('a')],
    ['operator-not-allowed', 'levels', (job) => job.levels.all((level: Loose) => level.eq(1))],
    ['operator-not-allowed', 'id', (job) => job.id.any((one: Loose) => one.eq('a'))],
    ['operator-not-allowed', 'tags', (job) => job.tags.any((tag: Loose) => tag.gt('a'))],
    ['operator-not-allowed', 'tags', (job) => job.tags.any((tag: Loose) => tag.any((one: Loose) => one.eq('a')))],
    ['invalid-operand', 'tags', (job) => job.tags.any((tag: Loose) => tag.eq(5))],
    ['invalid-operand', 'tags', (job) => job.tags.any((tag: Loose) => tag.eq(null))],
    ['invalid-operand', 'levels', (job) => job.levels.any((level: Loose) => level.eq(1.5))],
    ['undefined-operand', 'tags', (job) => job.tags.any((tag: Loose) => tag.eq(undefined))],
    ['undefined-operand', undefined, (job) => job.tags.any()],
    ['undefined-operand', undefined, (job) => job.tags.any('a')],
    ['undefined-operand', undefined, (job) => job.tags.any(() => undefined)],
    ['empty-list', 'tags', (job) => job.tags.any((tag: Loose) => tag.in([]))],
    // A condition that always holds asks any() for a row with items, and all() for every row.
    ['match-all-in-logic', undefined, (job) => job.tags.any(() => matchAll())],
    ['match-all-in-logic', undefined, (job) => job.tags.all((tag: Loose) => whenDefined(undefined, () => tag.eq('a')))],
    // Conditions of the row stay outside, those of an item inside.
    ['expression-not-allowed', undefined, (job) => job.tags.any(() => job.id.eq('a'))],
    ['expression-not-allowed', undefined, (job) => job.tags.any((tag: Loose) => tag.eq('a').and(job.id.eq('a')))],
    ['expression-not-allowed', undefined, (job) => job.tags.any(() => job.tags.any((tag: Loose) => tag.eq('a')))],
    [
      'expression-not-allowed',
      undefined,
      (job) => {
        let leaked: Loose;
        job.tags.any((tag: Loose) => (leaked = tag.eq('a')));
        return leaked;
      },
    ],
  ])('%s (%s) for %s', (code, name, build) => {
    expect(refusal(() => from(jobs).filter(build as () => Predicate))).toMatchObject({ code, property: name });
  });

  test.each<[string, Loose]>([
    ['operator-not-allowed', { tags: 'a' }],
    ['operator-not-allowed', { tags: { in: ['a'] } }],
    ['operator-not-allowed', { tags: { any: { contains: 'a' } } }],
    ['operator-not-allowed', { tags: { any: { name: 'a' } } }],
    ['operator-not-allowed', { levels: { all: 1 } }],
    ['empty-logic', { tags: { any: {} } }],
    ['empty-logic', { tags: { any: [] } }],
    ['empty-logic', { tags: {} }],
    ['undefined-operand', { tags: { any: undefined } }],
    // In odata-query the last one would be all that is left of it.
    ['undefined-operand', { tags: { any: ['a', 'b'] } }],
    ['invalid-operand', { tags: { any: { eq: { ne: 'a' } } } }],
    ['invalid-operand', { tags: { any: () => 'a' } }],
  ])('%s in object syntax: %j', (code, filter) => {
    expect(refusal(() => from(jobs, { filter }))).toMatchObject({ code });
  });

  const tags = property('tags');
  const isA = (name: string) => comparison('eq', variable(name), a);

  test.each<[string, FilterNode]>([
    ['operator-not-allowed', lambda('any', property('id'), 'x', isA('x'))],
    ['property-not-filterable', lambda('any', property('note'), 'x', isA('x'))],
    ['expression-not-allowed', lambda('any', property('tags', property('id')), 'x', isA('x'))],
    ['expression-not-allowed', lambda('any', tags)],
    ['expression-not-allowed', lambda('any', tags, 'x', isA('y'))],
    ['expression-not-allowed', lambda('any', tags, 'x', comparison('eq', property('x'), a))],
    ['expression-not-allowed', lambda('any', tags, 'x', comparison('eq', property('name', variable('x')), a))],
    ['expression-not-allowed', lambda('any', tags, 'x', lambda('any', variable('x'), 'y', isA('y')))],
    ['expression-not-allowed', isA('x')],
    ['expression-not-allowed', isA('$it')],
    ['expression-not-allowed', tree({ ...lambda('any', tags, '$it', isA('$it')) })],
    // A variable is printed as it is: it must not end the condition, nor stand for something else.
    ['expression-not-allowed', lambda('any', tags, 'x:true) or tags/any(y', isA('x:true) or tags/any(y'))],
    ['expression-not-allowed', lambda('any', tags, 'null', comparison('ne', variable('null'), a))],
    ['expression-not-allowed', lambda('any', tags, '', isA(''))],
    ['operator-not-allowed', tree({ ...lambda('any', tags, 'x', isA('x')), operator: "any(y: y eq 'b') or tags/any" })],
    ['match-all-in-logic', lambda('all', tags, 'x', literal('Edm.Boolean', 'true'))],
  ])('%s as a tree: %j', (code, node) => {
    expect(refusal(() => checkFilter(node, jobs))).toMatchObject({ code });
    expect(refusal(() => from(jobs).filter(node))).toMatchObject({ code });
  });

  test('a tree may call its variable as it likes', () => {
    for (const text of ["tags/any(tag: tag eq 'a')", "tags/all(é: 'a' ne é)"])
      expect(from(jobs).filter(parseFilter(text)).toParams().$filter).toBe(text);
  });

  test('a tree that was handed in cannot be changed once it was checked', () => {
    const node = { kind: 'comparison', operator: 'eq', left: { kind: 'variable', name: 'x' }, right: { ...a } };
    const foreign: Loose = { node };
    const query = from(jobs).filter((job: Loose) => job.tags.any(() => foreign));
    expect(() => Object.assign(node.right, { value: "' or true" })).toThrow(TypeError);
    expect(query.toParams().$filter).toBe("tags/any(x: x eq 'a')");
  });
});
