import { expect, test } from 'vitest';
import { applyQuery, compileFilter, compileOrderBy } from '../src/evaluate/index.ts';
import { type EntityType, type FilterNode, from } from '../src/index.ts';
import { parseQuery } from '../src/parse/index.ts';
import { jobs } from './example-set.ts';

// What JavaScript callers and `as any` can pass.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = any;

const type: EntityType = {
  name: 'Thing',
  key: ['id'],
  properties: {
    id: { type: 'Edm.String' },
    size: { type: 'Edm.Int64' },
    price: { type: 'Edm.Decimal', nullable: true },
    open: { type: 'Edm.Boolean' },
    guid: { type: 'Edm.Guid' },
    on: { type: 'Edm.Date' },
    at: { type: 'Edm.DateTimeOffset' },
    length: { type: 'Edm.Duration' },
    bytes: { type: 'Edm.Binary' },
    level: { type: 'Edm.EnumType', members: ['Low', 'High'] },
    flags: { type: 'Edm.EnumType', members: { Read: 1, Write: 2 }, isFlags: true },
    tags: { type: 'Collection(Edm.String)' },
    place: { type: 'Edm.ComplexType', typeName: 'Place', properties: { city: { type: 'Edm.String' } } },
    items: {
      type: 'Collection(Edm.ComplexType)',
      key: ['order', 'line'],
      properties: { order: { type: 'Edm.Int32' }, line: { type: 'Edm.Int32' } },
    },
  },
};
const row = { id: 'a', size: 5, price: 1, at: '2026-01-01T00:00:00Z', length: 'PT1H', tags: ['a'], items: [] };

/** Who is asked: a filter is compiled and run on a row, an order is used, a query is applied. */
const filter = (text: string): void => void compileFilter(text, type)(row);
const order = (text: string): void => void [row, { ...row }].toSorted(compileOrderBy(text, type));
const query = (text: string): void => void applyQuery([row], parseQuery(text), type);

/** What is wrong, what is said of it, and what follows the advice; none where nothing is advised. A text is a filter. */
type Row = readonly [wrong: string | (() => unknown), says: string, mended?: string | (() => unknown)];

const named = (name: string): FilterNode => ({ kind: 'property', name });

/** A negation of a negation, and so on: deeper than any text may nest. */
const deep = (levels: number): FilterNode => {
  let node: FilterNode = { kind: 'literal', type: 'Edm.Boolean', value: 'true' };
  for (let level = 0; level < levels; level++) node = { kind: 'not', operand: node };
  return node;
};

const rows: readonly Row[] = [
  // Names.
  ["Id eq 'a'", "Thing has no property 'Id'. Did you mean 'id'?", "id eq 'a'"],
  ['id eq Open', "a string needs quotes: 'Open'", "id eq 'Open'"],
  ['id eq NULL', 'null is written so', 'id eq null'],
  ['price eq Infinity', 'INF is written so', 'price eq INF'],
  ['price eq NAN', 'NaN is written so', 'price eq NaN'],
  ["place/town eq 'x'", "Place has no property 'town'", "place/city eq 'x'"],
  ["place/cty eq 'x'", "Did you mean 'city'?", "place/city eq 'x'"],
  ["id/city eq 'x'", "'city' is asked of Edm.String, which has no properties.", "place/city eq 'x'"],
  ['items/line eq 1', 'any(…), all(…) and $count look into a collection', 'items/any(i:i/line eq 1)'],
  ['lenght(id) eq 1', "Did you mean 'length'?", 'length(id) eq 1'],
  ["lenght(id,'a') eq 1", "There is no function 'lenght'", 'length(id) eq 1'],
  ['tag(1) eq 1', "There is no function and no collection 'tag'. Did you mean 'tags'?", 'tags/$count eq 1'],
  ["tags/any(t:u eq 'a')", "Thing has no property 'u'", "tags/any(t:t eq 'a')"],
  ['$root/Things/$count gt 1', '$root cannot be evaluated'],
  [
    () =>
      compileFilter(
        {
          kind: 'comparison',
          operator: 'eq',
          left: { kind: 'variable', name: 't' },
          right: { kind: 'variable', name: 't' },
        },
        type,
      ),
    "There is no variable 't' here",
  ],
  [
    () => compileFilter('@a eq 1', type, { aliases: { a: '@a' } }),
    'stands for itself',
    () => compileFilter('@a eq 1', type, { aliases: { a: '1' } }),
  ],
  // Operands.
  ["size eq '5'", 'Only strings have quotes: write 5 without', 'size eq 5'],
  ["size eq 'five'", "'five' is no value of Edm.Int64"],
  ["open eq 'true'", 'write true without', 'open eq true'],
  ['id eq 5', "A string needs quotes: '5'", "id eq '5'"],
  ['level eq 5', 'Its members are Low, High', "level eq 'Low'"],
  ["bytes eq 'AA'", "Binary is written binary'…', in base64url", "bytes eq binary'AA'"],
  ['at ge 2019-11-22', 'A timestamp needs a time and a zone: 2019-11-22T00:00:00Z', 'at ge 2019-11-22T00:00:00Z'],
  ["not id eq 'a'", 'The operand of not must be a condition', "not (id eq 'a')"],
  ['not open eq 1', 'write not (open …) with parentheses', 'not (open eq true)'],
  ['place gt place', 'needs an order, which the structure Place has not; eq and ne go', 'place eq place'],
  ['size in (open)', 'These cannot be compared', 'size in (1)'],
  ['size in tags', 'cannot be a member of', 'id in tags'],
  ["size has 'Read'", 'has takes an enumeration and a member of it', "flags has 'Read'"],
  ['flags has 5', 'has takes an enumeration', "flags has 'Write'"],
  ["id add 'b' eq 'ab'", 'concat(a,b) joins strings', "concat(id,'b') eq 'ab'"],
  ['size add at eq 1', 'add takes numbers, or dates and durations', 'at add length gt at'],
  ["-id eq 'a'", 'A minus goes with a number or a duration', '-size eq 5'],
  ['at mul length eq 1', 'has no meaning', 'length mul 2 gt length'],
  // Conditions.
  ['size', 'A filter must be a condition (Edm.Boolean); size is Edm.Int64', 'size gt 1'],
  ['open and size', 'Each operand of and must be a condition', 'open and size gt 1'],
  ['tags/any(t:t)', 'The condition of any', "tags/any(t:t eq 'a')"],
  ['tags/all()', 'as in all', "tags/all(t:t eq 'a')"],
  ["id/any(t:t eq 'a')", 'any needs a collection; id is Edm.String', "tags/any(t:t eq 'a')"],
  ['tags/$count($filter=$this) eq 1', 'A filter must be a condition', "tags/$count($filter=$this eq 'a') eq 1"],
  [
    () => compileFilter({ kind: 'lambda', operator: 'all', source: named('tags') }, type),
    'all needs a condition',
    "tags/all(t:t eq 'a')",
  ],
  ['tags/$count($search=a) eq 1', '$search cannot be evaluated'],
  ['case(size:1) eq 1', 'A condition of case must be', 'case(open:1) eq 1'],
  [
    "case(open:1,true:'a') eq 1",
    'The values of case have one type; these are Edm.Int32 and Edm.String',
    'case(open:1,true:2) eq 1',
  ],
  ["(id,'b') eq 1", 'may only stand after in', "id in ('a','b')"],
  // Calls.
  ['length(size) eq 1', 'length takes (Edm.String)', 'length(id) eq 1'],
  ['now(1) eq at', 'now takes no arguments', 'now() ge at'],
  ['geo.length(id) eq 1', 'geo functions are parsed and printed only'],
  ["place eq geography'SRID=4326;Point(1 1)'", 'places are parsed and printed only'],
  ['Foo.Bar(a=1) eq 1', 'what it does, only its service knows'],
  ['id/@Foo.Bar eq 1', 'annotations are parsed and printed only'],
  [
    () => compileFilter({ kind: 'type', name: 'Edm.String' } as FilterNode, type),
    'may only be an argument of cast and isof',
    "cast(size,Edm.String) eq '5'",
  ],
  [
    () => compileFilter({ kind: 'call', name: 'cast', arguments: [named('size')] }, type),
    'takes an expression and the name of a type',
    "cast(size,Edm.String) eq '5'",
  ],
  ['isof(size,Model.Other)', 'Model.Other is a structured type, and Edm.Int64 is none', 'isof(place,Model.Other)'],
  ['cast(place,Edm.Stream) eq 1', 'A value cannot be evaluated as'],
  [
    "matchesPattern(id,'(?=a)')",
    'lookahead, lookbehind and flags in groups cannot be matched in linear time',
    "matchesPattern(id,'a')",
  ],
  ["matchesPattern(id,'(a)\\1')", 'a back-reference cannot be matched in linear time', "matchesPattern(id,'(a)a')"],
  ["matchesPattern(id,'(')", 'This pattern is refused', "matchesPattern(id,'()')"],
  [`matchesPattern(id,'${'('.repeat(300)}a${')'.repeat(300)}')`, 'groups may nest', `matchesPattern(id,'((a))')`],
  ["matchesPattern(id,'(a{99}){99}')", 'its repetitions make more than', "matchesPattern(id,'(a{9}){9}')"],
  // Keys.
  ['items(1)/line eq 1', 'write (name=value)', 'items(order=1,line=1)/line eq null'],
  ["id('a') eq 'a'", 'A key needs a collection; id is Edm.String', 'items(order=1,line=1) eq null'],
  // What fails on a row alone.
  ['size div 0 eq 1', "'div' by zero: the request fails", 'size divby 2 gt 1'],
  ['length div 0 eq length', 'A duration divided by zero', 'length div 2 lt length'],
  ['length mul INF eq length', 'no duration', 'length mul 2 gt length'],
  ["substring(id,0,size sub 9) eq ''", 'substring: the length is negative', "substring(id,0,size) eq ''"],
  [
    () => compileFilter('at lt now()', type, { now: () => 'today' })(row),
    'The clock of now() gave no Date',
    () => compileFilter('at lt now()', type, { now: () => '2026-01-01T00:00:00Z' })(row),
  ],
  ["matchesPattern(id,concat('(','')) eq true", 'a pattern is refused', "matchesPattern(id,concat('a','')) eq true"],
  [
    () => compileFilter('size eq 5', type)({ size: 'five' }),
    'size: a row holds a string that is no value of Edm.Int64',
    () => compileFilter('size eq 5', type)({ size: '5' }),
  ],
  [
    () => compileFilter('tags eq tags', type)({ tags: [5] }),
    'a row holds an array',
    () => compileFilter('tags eq tags', type)({ tags: ['5'] }),
  ],
  // Trees that were made by hand.
  [() => compileFilter(deep(600), type), 'nested more than', () => compileFilter(deep(400), type)],
  [
    () =>
      compileFilter(
        {
          kind: 'comparison',
          operator: 'eq',
          left: named('size'),
          right: { kind: 'literal', type: 'Edm.Int64', value: 5 as Loose },
        },
        type,
      ),
    'The value of a literal of Edm.Int64 is text',
    () =>
      compileFilter(
        {
          kind: 'comparison',
          operator: 'eq',
          left: named('size'),
          right: { kind: 'literal', type: 'Edm.Int64', value: '5' },
        },
        type,
      ),
  ],
  [
    () =>
      compileFilter(
        {
          kind: 'comparison',
          operator: 'eq',
          left: { kind: 'key', source: named('items'), key: [] as Loose },
          right: named('id'),
        },
        type,
      ),
    'A key needs a value',
    'items(order=1,line=1) eq null',
  ],
  [() => compileFilter({ kind: 'or', operands: [] }, type), 'or needs a condition', () => compileFilter(deep(1), type)],
  [
    () => compileFilter({ kind: 'nonsense' } as Loose, type),
    'This is no node of a filter',
    () => compileFilter(deep(1), type),
  ],
  ['price eq {"a":1}', 'a JSON object', 'price eq 1'],
  // Orders, selections and queries.
  [() => order('place'), 'the structure Place has no order', () => order('place/city')],
  [() => order('Size'), "Did you mean 'size'?", () => order('size')],
  [() => query('$select=Id'), "Thing has no property 'Id'. Did you mean 'id'?", () => query('$select=id')],
  [() => query('$search=a'), '$search cannot be evaluated'],
  [
    () => applyQuery([row], { $fliter: 'true' } as Loose, type),
    'A query has no option $fliter. Allowed: $filter',
    () => applyQuery([row], { $filter: 'true' }, type),
  ],
  [
    () => applyQuery([row], { $top: '5' } as Loose, type),
    '$top is a number, not string',
    () => applyQuery([row], { $top: 5 }, type),
  ],
  [
    () => applyQuery([row], { $top: 1.5 }, type),
    '$top must be a whole number, not 1.5',
    () => applyQuery([row], { $top: 1 }, type),
  ],
  [
    () => applyQuery([row], { $top: 9 }, type, { top: { minimum: 0, maximum: 5 } }),
    '$top is out of range: 9. Allowed: 0 to 5',
    () => applyQuery([row], { $top: 5 }, type, { top: { minimum: 0, maximum: 5 } }),
  ],
  [
    () => applyQuery([row], { $top: 5 }, type, { top: { minimum: 0, maximum: '5' as Loose } }),
    'limits.top is two whole numbers',
    () => applyQuery([row], { $top: 5 }, type, { top: { minimum: 0, maximum: 5 } }),
  ],
  [
    () => applyQuery([row], '$top=1' as Loose, type),
    'The query is an object, as parseQuery(text) makes one',
    () => query('$top=1'),
  ],
  [
    () => applyQuery([row], from(jobs).top(1) as Loose, type),
    'The query is an object, as query.toParams() makes one',
    () => applyQuery([row], from(jobs).top(1).toParams(), type),
  ],
  [() => applyQuery([5 as Loose], {}, type), 'Each row is an object', () => applyQuery([row], {}, type)],
  [
    () => applyQuery([row], {}, type, { now: 5 as Loose }),
    'now is a function that gives the time',
    () => applyQuery([row], {}, type, { now: () => 5 }),
  ],
  [
    () => compileFilter('true', jobs as Loose),
    'The type of compileFilter is the entityType of this set',
    () => compileFilter('true', jobs.entityType),
  ],
  [() => compileFilter('true', 5 as Loose), 'is an entity type with properties', () => compileFilter('true', type)],
  [
    () => compileFilter('true', type, { aliases: { a: 5 as Loose } }),
    'The alias a is text or a tree',
    () => compileFilter('true', type, { aliases: { a: '5' } }),
  ],
];

/** What was said by whatever refused. */
function said(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && /^(OData\w+Error|QueryError)$/.test(error.name)) return error.message;
    throw error;
  }
  return '';
}
const run = (one: string | (() => unknown)) => () => (typeof one === 'string' ? filter(one) : one());

test.each(rows.map(([wrong, says, mended]) => ({ wrong, says, mended })))(
  'advice of the evaluator is accepted when it is followed: $wrong: $says',
  ({ wrong, says, mended }) => {
    expect(said(run(wrong))).toContain(says);
    expect(said(run(mended ?? 'true'))).toBe('');
  },
);

/** Prose that is no message, and what nothing leads to any more. */
const elsewhere = [
  // What operations are called in a table.
  /^evaluate\/time-operation\.ts: \w+ \w+ \w+$/,
  // The engine that takes the pattern apart throws errors alone.
  /^evaluate\/pattern\/match\.ts: it is no pattern$/,
];

// Sources that were broken on purpose are no list of messages.
test.skipIf(process.env['MUTANTS_PACKAGE'])('every message of the evaluator is followed here', async () => {
  const { evaluatorMessages } = await import('./messages.ts');
  const all = rows.map(([wrong]) => said(run(wrong)));
  const unlisted = [...evaluatorMessages].filter(
    ([where, pattern]) => !elsewhere.some((one) => one.test(where)) && !all.some((one) => pattern.test(one)),
  );
  expect(unlisted.map(([where]) => where)).toEqual([]);
  expect(evaluatorMessages.size).toBeGreaterThan(80);
});
