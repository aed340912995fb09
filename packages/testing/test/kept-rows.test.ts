import { collections, machineActions, type MachineAction } from '@defender-odata/client';
import { parseFilter } from '@defender-odata/query-builder/parse';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEmulator, type Emulator, type RowInput } from '../src/emulator/index.ts';
import { idsOf, list } from './ask.ts';
import { filterableOf, largestPage } from './spec.ts';

/*
 * What a list answers is held to the evaluator, row by row, over rows with missing and null values, texts that begin alike or are not
 * ASCII, and one instant written in several ways; and it is held to it again after rows came, changed and went.
 */

const text = fc.constantFrom(
  '',
  'a',
  'ab',
  'abc',
  'abcd',
  'abcde',
  'abd',
  'Abc',
  'é',
  'aé\nb',
  '\u{1F600}',
  '\uFFFF',
  '\0',
  "o'b",
);
const part = fc.constantFrom('', 'a', 'b', 'bc', 'abc', 'abcd', 'é', '\n', 'é\nb', '\u{1F600}', "'", 'z');
const INSTANTS = [
  '2020-01-01T00:00:00Z',
  '2020-01-01T00:00:00.0000001Z',
  '2020-01-01T00:00:00.00000010Z',
  '2020-01-01T00:00:00.1Z',
  '2020-01-01T00:00:00.100000000001Z',
  '2020-01-01T00:00:00.9999999Z',
  '2020-01-01T00:00:01Z',
  '2020-01-01T00:00Z',
  '2020-01-01T02:00:00+02:00',
  '2020-01-01t00:00:00.1z',
  '2016-02-29T12:00:00Z',
  '1969-12-31T23:59:59.5Z',
];
const instant = fc.constantFrom(...INSTANTS);
// No row has a leap second, and a filter may.
const literalInstant = fc.constantFrom(...INSTANTS, '2019-12-31T23:59:60Z');

const values = {
  type: text,
  requestor: text,
  status: text,
  machineId: fc.option(text),
  creationDateTimeUtc: instant,
  lastUpdateDateTimeUtc: instant,
  lastUpdateTimeUtc: instant,
};
const keys = fc.record(values, { requiredKeys: [] });

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const TEXTS = filterableOf('Edm.String');
const TIMES = filterableOf('Edm.DateTimeOffset');
const ORDERED = filterableOf('Edm.String', 'gt');

const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom('eq', 'ne'), fc.constantFrom(...TEXTS), text)
    .map(([operator, name, value]) => `${name} ${operator} ${quoted(value)}`),
  fc
    .tuple(fc.constantFrom('gt', 'ge', 'lt', 'le'), fc.constantFrom(...ORDERED), text)
    .map(([operator, name, value]) => `${name} ${operator} ${quoted(value)}`),
  fc
    .tuple(fc.constantFrom('gt', 'ge', 'lt', 'le'), text, fc.constantFrom(...ORDERED))
    .map(([operator, value, name]) => `${quoted(value)} ${operator} ${name}`),
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), fc.constantFrom(...TIMES), literalInstant)
    .map(([operator, name, value]) => `${name} ${operator} ${value}`),
  fc
    .tuple(fc.constantFrom(...TEXTS), fc.array(text, { minLength: 1, maxLength: 4 }))
    .map(([name, members]) => `${name} in (${members.map(quoted).join(',')})`),
  fc
    .tuple(fc.constantFrom(...TIMES), fc.array(literalInstant, { minLength: 1, maxLength: 4 }))
    .map(([name, members]) => `${name} in (${members.join(',')})`),
  fc
    .tuple(fc.constantFrom('startswith', 'contains'), fc.constantFrom(...ORDERED), part)
    .map(([name, property, value]) => `${name}(${property},${quoted(value)})`),
  fc.constantFrom('machineId eq null', 'machineId ne null', "machineId in (null,'abc')", 'null eq machineId'),
);

const { filter } = fc.letrec<{ filter: string; logic: string; not: string }>((tie) => ({
  filter: fc.oneof({ maxDepth: 3 }, leaf, tie('logic'), tie('not')),
  logic: fc
    .tuple(fc.constantFrom('and', 'or'), fc.array(tie('filter'), { minLength: 2, maxLength: 3 }))
    .map(([operator, operands]) => `(${operands.join(` ${operator} `)})`),
  not: tie('filter').map((operand) => `not (${operand})`),
}));

const [[alias, name]] = Object.entries(collections.machineActions.aliases) as [[string, string]];
const named = (row: object): object =>
  alias in row && !(name in row) ? { ...row, [name]: (row as Record<string, unknown>)[alias] } : row;

/** The rows that a filter keeps, found by looking at each. */
function kept(rows: readonly MachineAction[], query: string): readonly string[] {
  const matches = compileFilter(parseFilter(query), machineActions.entityType);
  return rows.filter((row) => matches(named(row))).map(({ id }) => id);
}

/** The rows that the emulator's list has. */
async function listed(emulator: Emulator, query: string): Promise<readonly string[]> {
  const answer = await list(emulator, `$filter=${encodeURIComponent(query)}`);
  return answer.status === 200 ? idsOf(answer) : [answer.text];
}

/** IDs that differ in their first letters, late, or in length alone. */
const idOf = (index: number, stem: string): string => `${stem}${'x'.repeat(index % 3)}${String(index)}`;

const rows = fc
  .array(fc.tuple(text, keys), { minLength: 1, maxLength: 30 })
  .map((made) => made.map(([stem, row], index): RowInput => ({ id: idOf(index, stem), ...row }) as RowInput));

it('keeps the rows that the evaluator keeps', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.array(filter, { minLength: 1, maxLength: 4 }), async (given, filters) => {
      const emulator = createEmulator({ machineActions: { rows: given } });
      for (const query of filters)
        expect(await listed(emulator, query)).toStrictEqual(kept(emulator.machineActions.rows, query));
    }),
    { seed: 11, numRuns: 600 },
  );
});

it('keeps them after rows came, changed and went, at either end and in between', async () => {
  const change = fc.tuple(fc.constantFrom('add', 'update', 'remove', 'timeline'), fc.nat(), text, keys);
  await fc.assert(
    fc.asyncProperty(rows, fc.array(change, { minLength: 1, maxLength: 8 }), filter, async (given, changes, query) => {
      const emulator = createEmulator({ machineActions: { rows: given } });
      for (const [index, [kind, pick, stem, row]] of changes.entries()) {
        const there = emulator.machineActions.rows;
        const id = there[pick % Math.max(1, there.length)]?.id;
        if (kind === 'add' || id === undefined)
          emulator.machineActions.add({ id: idOf(100 + index, stem), ...row } as RowInput);
        else if (kind === 'update') emulator.machineActions.update(id, row as Partial<MachineAction>);
        else if (kind === 'remove') emulator.machineActions.remove(id);
        else {
          emulator.machineActions.timeline(id, [['1s', 'abc']]);
          await emulator.clock.advance('2s');
        }
        expect(await listed(emulator, query)).toStrictEqual(kept(emulator.machineActions.rows, query));
      }
    }),
    { seed: 12, numRuns: 200 },
  );
});

it('pages as a slice of the kept rows', async () => {
  const emulator = createEmulator({ machineActions: { count: 5000 } });
  const query = "status ne 'Succeeded'";
  const all = kept(emulator.machineActions.rows, query);
  for (const [skip, top] of [
    [0, 1],
    [3, 500],
    [999, 2],
    [all.length - 1, 10],
    [all.length, 10],
    [0, largestPage],
  ] as const) {
    const answer = await list(emulator, `$filter=${query}&$top=${String(top)}&$skip=${String(skip)}`);
    expect(idsOf(answer)).toStrictEqual(all.slice(skip, skip + top));
  }
});
