import { machineActions } from '@defender-odata/client';
import { expect, test } from 'vitest';
import { compileSnippets } from '../docs/compile.ts';

const head = `
import { and, from, or } from '@defender-odata/query-builder';
import { DefenderClient, machineActions } from '@defender-odata/client';
const q = from(machineActions);
const client = new DefenderClient('token');
`;

const largestPage = machineActions.top?.maximum ?? NaN;
const filterable = Object.entries(machineActions.filterable);
const documented = filterable.flatMap(([name, { evidence }]) => (evidence === 'documented' ? [name] : []));

/** What does not compile on the generated entity set, and the words that a person reads. */
const refused: readonly (readonly [snippet: string, words: string])[] = [
  [
    "q.filter((a) => a.computerDnsName.eq('x'));",
    `computerDnsName cannot be filtered. Allowed: ${documented.join(', ')}`,
  ],
  ["q.filter((a) => a.lastUpdateDateTimeUtc.ge('2019-01-02T14:39:38Z'));", 'withObserved()'],
  ["q.filter((a) => a.machineID.eq('x'));", "Did you mean 'machineId'?"],
  ["q.filter((a) => a.status.gt('Failed'));", 'status has no gt. Allowed: eq, ne, in'],
  ["q.filter((a) => a.type.contains('Scan'));", 'type has no contains. Allowed: eq, ne, in'],
  ["q.filter((a) => a.creationDateTimeUtc.startsWith('2019'));", 'creationDateTimeUtc has no startsWith'],
  ["q.filter((a) => a.id.endsWith('x'));", 'id has no endsWith'],
  ['q.filter((a) => a.status.eq(5));', "'5' is not assignable to parameter of type 'MachineActionStatus'"],
  ['q.filter((a) => a.id.eq(undefined));', "'undefined' is not assignable to parameter of type 'string'"],
  ['q.filter((a) => a.status.in([]));', 'in needs at least one value: an empty list matches no row'],
  ["q.filter((a) => a.id.eq('x') && a.status.eq('Failed'));", "this 'Condition' is always defined"],
  ["q.filter((a) => and('x', a.id.eq('x')));", "'string' is not assignable"],
  ['q.filter(() => and([]));', 'and needs at least one condition'],
  ['q.filter(() => or([]));', 'or needs at least one condition'],
  [`q.top(${largestPage + 1});`, `$top must not be above ${largestPage}`],
  ['q.top(-5);', '$top must not be negative'],
  ['q.top(2.5);', '$top must be a whole number'],
  ["from(machineActions, { filter: { computerDnsName: 'x' } });", "'computerDnsName' does not exist"],
  ["from(machineActions, { filter: { status: { equals: 'x' } } });", "'equals' does not exist"],
  ["q.orderBy('id');", "Type 'Refused<"],
  [`client.machineActions.list((query) => query.top(${largestPage + 1}));`, `$top must not be above ${largestPage}`],
  ['client.machineActions.get();', 'Expected 1-2 arguments, but got 0'],
];

const accepted: readonly string[] = [
  `q.filter((a) => a.status.eq('SomethingNew').and(a.type.in(['Isolate', 'Unisolate']))).top(${largestPage}).skip(20_000);`,
  'q.filter((a) => a.machineId.eq(null).or(a.creationDateTimeUtc.lt(new Date(0))));',
  "q.withObserved().filter((a) => a.lastUpdateDateTimeUtc.ge('2019-01-02T14:39:38Z'));",
  "from(machineActions, { filter: { status: { in: ['Failed'] }, or: [{ id: 'a' }, { machineId: { contains: 'b' } }] }, top: 2 });",
];

const snippets = [...refused.map(([code]) => code), ...accepted];
const messages = compileSnippets(snippets.map((code, line) => ({ path: `case ${line}`, line, code: head + code })));
const of = (index: number): string => messages.filter((message) => message.startsWith(`case ${index}:`)).join('\n');

test.each(refused.map(([code, words], index) => ({ code, words, message: of(index) })))(
  'says why $code does not compile',
  ({ words, message }) => {
    expect(message).toContain(words);
    // Parameters that have no name, and types by the path of their file.
    expect(message).not.toMatch(/\w_\d|import\(/);
  },
);

test.each(accepted.map((code, index) => ({ code, message: of(refused.length + index) })))(
  'has nothing against $code',
  ({ message }) => {
    expect(message).toBe('');
  },
);
