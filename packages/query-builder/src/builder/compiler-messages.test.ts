import { expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';

const prelude = `
import { and, from, matchAll, or, whenDefined, type EntitySet, type Predicate, type Query, type Selectable } from '../src/index.ts';
import { type Job, jobs } from './example-set.ts';
const q = from(jobs);
declare const bare: Query<Bare>;
interface Bare { fields: object; observedFields: object; filterObject: object; observedFilterObject: object; row: object; maxTop: 5 }
declare const chosen: EntitySet<Chosen>;
interface Chosen extends Bare { row: Job; options: { select: Selectable<Job, 'id' | 'status'> } }
const chosenRows = from(chosen, { select: ['id'] });
type Row<Asked> = Asked extends Query<infer Types> ? Types['row'] : never;
declare const big: boolean;
`;

/** What does not compile, and the words that the compiler must find for it. */
const refused: readonly (readonly [snippet: string, words: string])[] = [
  [
    "q.filter((job) => job.note.eq('x'));",
    'note cannot be filtered. Allowed: id, status, owner, createdAt, size, tags, levels',
  ],
  ["q.filter((job) => job.tags.eq('x'));", 'tags has no eq. Allowed: any, all'],
  ['q.filter((job) => job.tags.any((tag) => tag.eq(5)));', "'number' is not assignable to parameter of type 'string'"],
  ['q.filter((job) => job.tags.any((tag) => tag.gt(5)));', "'gt' does not exist on type 'TagField'"],
  ["q.filter((job) => job.tags.any('x'));", "'string' is not assignable to parameter of type '(item: TagField)"],
  ['q.filter((job) => job.levels.all((level) => level.eq(1)));', "'all' does not exist"],
  ['q.filter({ tags: { any: 5 } });', "'number' is not assignable"],
  ["q.filter({ tags: { any: { gt: 'x' } } });", "'gt' does not exist"],
  ["q.filter({ tags: 'x' });", "'string'"],
  ['q.filter({ levels: { all: 1 } });', "'all' does not exist"],
  ["q.filter((job) => job.stauts.eq('x'));", "Did you mean 'status'?"],
  ["q.filter((job) => job.changedAt.ge('2019-11-22T00:00:00Z'));", 'from(…).withObserved() allows it'],
  ["q.filter((job) => job.status.gt('Open'));", 'status has no gt. Allowed: eq, ne, in'],
  ["q.filter((job) => job.createdAt.contains('2019'));", "Property 'contains' does not exist on type 'InstantField'"],
  ['q.filter((job) => job.id.eq(5));', "'number' is not assignable to parameter of type 'string'"],
  ['q.filter((job) => job.id.eq(null));', "'null' is not assignable to parameter of type 'string'"],
  ['q.filter((job) => job.createdAt.eq(new Date(0)));', "'Date' is not assignable to parameter of type 'string'"],
  [
    'declare const id: string | undefined; q.filter((job) => job.id.eq(id));',
    "Type 'undefined' is not assignable to type 'string'",
  ],
  ['q.filter((job) => job.id.in([]));', 'in needs at least one value: an empty list matches no row'],
  ["q.filter((job) => job.id.in(['a', 5]));", "Type 'number' is not assignable to type 'string'"],
  ["q.filter((job) => job.id.eq('a') && job.status.eq('Open'));", 'This condition will always return true'],
  ["q.filter((job) => job.id.eq('a') && or(job.size.gt(1), job.size.lt(0)));", "this 'Condition' is always defined"],
  ["q.filter((job) => or(job.size.gt(1), job.size.lt(0)) && job.id.eq('a'));", "this 'Condition' is always defined"],
  [
    "q.filter((job) => job.id.eq('a').not() && job.id.ne('b').and(job.size.gt(1)));",
    "this 'Condition' is always defined",
  ],
  [
    "q.filter((job) => { const one = job.id.eq('a'); return one && job.size.gt(1); });",
    "this 'Condition' is always defined",
  ],
  ["q.filter((job) => { const one = job.id.eq('a'); return one ? job.size.gt(1) : one; });", 'always defined'],
  ["q.filter((job) => { const one = job.id.eq('a'); if (one) return job.size.gt(1); return one; });", 'always defined'],
  ['and();', 'Expected at least 1 arguments, but got 0'],
  ['and([]);', 'and needs at least one condition: without any the filter would be dropped'],
  ['or([]);', 'or needs at least one condition: without any the filter would be dropped'],
  ['q.top(10_001);', '$top must not be above 10000'],
  ['q.top(123_456);', '$top must not be above 10000'],
  ['q.top(-1);', '$top must not be negative'],
  ['q.top(0.5);', '$top must be a whole number'],
  ['q.top(1e21);', '$top must be a whole number'],
  ['q.top(big ? 20_000 : 100);', '$top must not be above 10000'],
  ['q.top(big ? 20_000 : 30_000);', '$top must not be above 10000'],
  ['q.top(big ? 10_001 : 10_000);', '$top must not be above 10000'],
  ['q.top(big ? -5 : 100);', '$top must not be negative'],
  ['q.top(big ? 0.5 : 100);', '$top must be a whole number'],
  ["q.top('5');", "'string' is not assignable to parameter of type 'number'"],
  ["from(jobs, { filter: { note: 'x' } });", "'note' does not exist"],
  ["from(jobs, { filter: { status: { gt: 'x' } } });", "'gt' does not exist"],
  ["from(jobs, { order: 'id' });", "'order' does not exist"],
  ["q.orderBy('status');", '\'"status"\' is not assignable'],
  ["q.orderBy('id down');", '\'"id down"\' is not assignable'],
  ['q.orderBy();', 'Expected at least 1 arguments'],
  ['q.count();', 'count was only seen to work: withObserved() allows it'],
  ["q.select('id');", 'select was only seen to work: withObserved() allows it'],
  ["q.withObserved().select('note');", '\'"note"\' is not assignable'],
  ["q.withObserved().select('id').filter((job) => job.note.eq('x'));", 'note cannot be filtered'],
  ["bare.orderBy('id');", 'the service offers no orderBy here'],
  ['bare.withObserved().count();', 'the service offers no count here'],
  ["from(jobs, { orderBy: 'status' });", '\'"status"\' is not assignable'],
  ['from(jobs, { count: true });', 'count was only seen to work: withObserved() allows it'],
  ["from(jobs, { select: ['id'] });", 'select was only seen to work: withObserved() allows it'],
  ["from(chosen, { select: ['note'] });", '"note"'],
  ["const row: Row<typeof chosenRows> = { id: 'a', status: 'Open' }; row.status;", "'status' does not exist"],
  ['from(jobs, { top: 20_000 });', '$top must not be above 10000'],
  ['from(jobs, { top: -1 });', '$top must not be negative'],
  ["from(jobs, { filter: { status: 'Open' }, top: 1.5 });", '$top must be a whole number'],
  [
    'from(jobs, { filter: (job) => job.id.eq(5), top: 1 });',
    "'number' is not assignable to parameter of type 'string'",
  ],
  ["from(jobs, { top: '5' });", "'string' is not assignable to type 'number'"],
  ['q.filter({ owner: { startswith: null } });', "'null' is not assignable to type 'string | undefined'"],
  ['q.filter({ createdAt: { gt: null } });', "'null' is not assignable to type 'string | Date | undefined'"],
  ['q.filter({ createdAt: { eq: new Date() } });', "'Date' is not assignable to type 'string'"],
  ['q.filter({ createdAt: new Date() });', "'Date'"],
  ['from(jobs, { top: undefined });', "'undefined' is not assignable to type 'number'"],
];

const accepted: readonly string[] = [
  "q.orderBy('id').orderBy('createdAt desc', 'id asc'); from(jobs, { orderBy: 'id desc' }); from(jobs, { orderBy: ['id', 'createdAt desc'] });",
  "const one: Row<typeof two> = { id: 'a', status: 'Open' }; const two = q.withObserved().count().select('id', 'status').top(5).filter((job) => job.id.eq('a'));",
  "const one: Row<typeof two> = { status: 'Open' }; const two = q.withObserved().select('id').select('status'); one.status;",
  "const one: Row<typeof chosenRows> = { id: 'a' }; from(chosen, { select: ['id', 'status'], top: 5 }); const all: Row<typeof some> = {} as Job; const some = from(chosen, { top: 5 }); all.note;",
  "const other: Row<typeof some> = { id: 'a', status: 'b' }; const some = from(chosen).select('id', 'status'); other.id;",
  "q.filter((job) => job.tags.any((tag) => or(tag.eq('a'), tag.startsWith('b'))).and(job.tags.all((tag) => tag.ne('c'))));",
  "q.filter({ tags: { any: 'a', all: { or: [{ '': 'a' }, { '': { startswith: 'b' } }, { ne: 'c' }] } }, levels: { any: { eq: null } } });",
  'q.top(big ? 10_000 : 100); q.top(big ? 12_345 % 7 : 100);',
  'q.top(10_000); q.top(9_999); q.top(0); q.top(7); q.top(2_345); q.top(Number(process.argv[2]));',
  "declare const ids: string[]; q.filter((job) => job.id.in(ids)).filter((job) => job.status.in(['Open', 'Soon']));",
  "q.filter((job) => job.createdAt.ge(new Date(0)).and(job.owner.eq(null)).or(job.status.eq('Open')));",
  "q.filter((job) => and([job.id.eq('a')])).filter({ or: [{ id: 'a' }, { size: { gt: 5 } }] });",
  "from(jobs, { filter: (job) => job.id.eq('a'), top: 10_000, skip: 20_000 }); from(jobs, { top: big ? 5 : 7 });",
  "declare const count: number; from(jobs, { top: count }); from(jobs, { filter: { id: 'a' } }); from(jobs, {});",
  'q.filter({ createdAt: { ge: new Date(0), lt: new Date(1) } });',
  'declare const ids: readonly string[]; q.filter({ id: { in: ids } }); q.filter({ or: ids.map((id) => ({ id })) });',
  "q.filter((job) => (big ? job.id.eq('a') : job.size.gt(1))).filter((job) => (big && job.id.eq('a')) || job.size.gt(1));",
  // A condition may wait, and be handed on by what is async.
  'const made = async (one: Predicate): Promise<Predicate> => one.not(); q.filter(and(await made(matchAll()), matchAll()));',
  'const made = async () => and(matchAll(), whenDefined(1, () => matchAll())); q.filter((await made()).or(await made()));',
  "q.withObserved().filter((job) => job.changedAt.ge('2019-11-22T00:00:00Z'));",
];

const messages = compile(prelude, [...refused.map(([snippet]) => snippet), ...accepted]);

test.each(refused.map(([snippet, words], index) => ({ snippet, words, message: messages[index] })))(
  'the compiler says why: $snippet',
  ({ words, message }) => {
    expect(message).toContain(words);
  },
);

test.each(accepted.map((snippet, index) => ({ snippet, message: messages[refused.length + index] })))(
  'the compiler has nothing against: $snippet',
  ({ message }) => {
    expect(message).toBe('');
  },
);
