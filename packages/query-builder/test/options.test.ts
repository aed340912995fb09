import { afterEach, describe, expect, test } from 'vitest';
import { applyQuery, compileFilter, compileOrderBy } from '../src/evaluate/index.ts';
import { type FilterNode, from } from '../src/index.ts';
import { checkFilter, explain, parseFilter, parseOrderBy, parseQuery, printFilter } from '../src/parse/index.ts';
import { jobs } from './example-set.ts';

const { entityType } = jobs;
const rows = [
  { id: 'a', status: 'Open' },
  { id: 'b', status: 'Done' },
];
const node = parseFilter("status eq 'Open'");

/** Anything, as a caller without a type checker passes it. */
const loose = (value: unknown) => value as never;

describe('what the compiler would refuse is refused, where it would widen a query or be left out', () => {
  test.each<[string, () => unknown, string, RegExp]>([
    [
      'a query string as params',
      () => applyQuery(rows, loose("$filter=status eq 'Open'"), entityType),
      'invalid-argument',
      /parseQuery\(text\)/,
    ],
    [
      'options without $',
      () => applyQuery(rows, loose({ filter: "status eq 'Open'" }), entityType),
      'unknown-option',
      /no option filter\. Allowed: \$filter/,
    ],
    [
      'an option in another case',
      () => applyQuery(rows, loose({ $Filter: "status eq 'Open'" }), entityType),
      'unknown-option',
      /\$Filter/,
    ],
    ['no params', () => applyQuery(rows, loose(undefined), entityType), 'invalid-argument', /an object, not undefined/],
    ['null as params', () => applyQuery(rows, loose(null), entityType), 'invalid-argument', /not null/],
    ['a list as params', () => applyQuery(rows, loose(['$filter']), entityType), 'invalid-argument', /not a list/],
    [
      'a URLSearchParams',
      () => applyQuery(rows, loose(new URLSearchParams('$top=1')), entityType),
      'invalid-argument',
      /a plain object, not one of a class/,
    ],
    [
      'a filter that got lost',
      () => applyQuery(rows, loose({ $filter: undefined }), entityType),
      'invalid-query',
      /\$filter is a string, not undefined/,
    ],
    [
      'a null filter',
      () => applyQuery(rows, loose({ $filter: null }), entityType),
      'invalid-query',
      /\$filter is a string, not null/,
    ],
    [
      'a lost $top',
      () => applyQuery(rows, loose({ $top: undefined }), entityType),
      'invalid-query',
      /\$top is a number, not undefined/,
    ],
    [
      '$top as text',
      () => applyQuery(rows, loose({ $top: '1' }), entityType),
      'invalid-query',
      /\$top is a number, not string/,
    ],
    [
      '$count as text',
      () => applyQuery(rows, loose({ $count: 'true' }), entityType),
      'invalid-query',
      /\$count is a boolean/,
    ],
    [
      'an alias that is no text',
      () => applyQuery(rows, loose({ '@p': 5 }), entityType),
      'invalid-query',
      /@p is a string/,
    ],
    [
      'rows that are none',
      () => applyQuery(loose({ value: rows }), {}, entityType),
      'invalid-argument',
      /rows is a list, not object/,
    ],
    [
      'an entity set as the type',
      () => applyQuery(rows, {}, loose(jobs)),
      'invalid-argument',
      /the entityType of this set/,
    ],
    [
      'limits that are a number',
      () => applyQuery(rows, { $top: 9 }, entityType, loose(5)),
      'invalid-argument',
      /limits is an object, not number/,
    ],
    ['null as limits', () => applyQuery(rows, { $top: 9 }, entityType, loose(null)), 'invalid-argument', /not null/],
    [
      'a misspelt limit',
      () => applyQuery(rows, { $top: 9 }, entityType, loose({ Top: { maximum: 5 } })),
      'unknown-option',
      /no option Top/,
    ],
    [
      'a range that is a number',
      () => applyQuery(rows, { $top: 9 }, entityType, loose({ top: 5 })),
      'invalid-argument',
      /limits.top is an object/,
    ],
    [
      'a range that is text',
      () => applyQuery(rows, { $top: 9 }, entityType, loose({ top: { maximum: '5' } })),
      'invalid-argument',
      /two whole numbers/,
    ],
    [
      'a clock that is none',
      () => applyQuery(rows, {}, entityType, loose({ now: 5 })),
      'invalid-argument',
      /now is a function/,
    ],
    [
      'no filter to compile',
      () => compileFilter(loose(undefined), entityType),
      'invalid-argument',
      /a tree, as parseFilter\(text\)/,
    ],
    ['a condition to compile', () => compileFilter(loose({ node }), entityType), 'invalid-argument', /condition\.node/],
    [
      'an entity set to compile for',
      () => compileFilter(node, loose(jobs)),
      'invalid-argument',
      /the entityType of this set/,
    ],
    [
      'no type to compile for',
      () => compileFilter(node, loose(undefined)),
      'invalid-argument',
      /an entity type with properties/,
    ],
    [
      'null as options',
      () => compileFilter(node, entityType, loose(null)),
      'invalid-argument',
      /compileFilter is an object, not null/,
    ],
    ['text as options', () => compileFilter(node, entityType, loose('now')), 'invalid-argument', /not string/],
    [
      'a misspelt option',
      () => compileFilter(node, entityType, loose({ alias: {} })),
      'unknown-option',
      /no option alias\. Allowed: now, aliases/,
    ],
    [
      'aliases as text',
      () => compileFilter(node, entityType, loose({ aliases: '@p=1' })),
      'invalid-argument',
      /aliases is an object/,
    ],
    [
      'an alias that is a number',
      () => compileFilter(node, entityType, loose({ aliases: { p: 5 } })),
      'invalid-argument',
      /alias p is text or a tree/,
    ],
    [
      'a clock that is a number',
      () => compileFilter(node, entityType, loose({ now: 5 })),
      'invalid-argument',
      /now is a function/,
    ],
    ['no order', () => compileOrderBy(loose(undefined), entityType), 'invalid-argument', /is text, not undefined/],
    [
      'a misspelt option of an order',
      () => compileOrderBy('id', entityType, loose({ clock: 5 })),
      'unknown-option',
      /no option clock/,
    ],
    [
      'text to check',
      () => checkFilter(loose("status eq 'Open'"), jobs),
      'invalid-argument',
      /a tree, as parseFilter\(text\)/,
    ],
    ['a condition to check', () => checkFilter(loose({ node }), jobs), 'invalid-argument', /condition\.node/],
    ['nothing to check', () => checkFilter(loose(undefined), jobs), 'invalid-argument', /not undefined/],
    ['a type to check against', () => checkFilter(node, loose(entityType)), 'invalid-argument', /an entity set/],
    [
      'observed as text',
      () => checkFilter(node, jobs, loose({ observed: 'false' })),
      'invalid-argument',
      /observed is true or false/,
    ],
    [
      'true as options',
      () => checkFilter(node, jobs, loose(true)),
      'invalid-argument',
      /checkFilter is an object, not boolean/,
    ],
    ['null as options of a check', () => checkFilter(node, jobs, loose(null)), 'invalid-argument', /not null/],
    [
      'a misspelt option of a check',
      () => checkFilter(node, jobs, loose({ observe: true })),
      'unknown-option',
      /no option observe/,
    ],
    [
      'a filter under a name that no list shows',
      () => applyQuery(rows, loose(Object.defineProperty({}, '$Filter', { value: 'false' })), entityType),
      'unknown-option',
      /no option \$Filter/,
    ],
    [
      'a filter under a symbol',
      () => applyQuery(rows, loose({ [Symbol('$filter')]: 'false' }), entityType),
      'unknown-option',
      /no option Symbol\(\$filter\)/,
    ],
    [
      'a built query instead of its params',
      () => applyQuery(rows, loose(from(jobs).filter(node)), entityType),
      'invalid-argument',
      /query\.toParams\(\)/,
    ],
    [
      'a Map as params',
      () => applyQuery(rows, loose(new Map([['$filter', 'false']])), entityType),
      'invalid-argument',
      /a plain object, not one of a class/,
    ],
    ['rows that are no objects', () => applyQuery(loose([rows[0], null]), {}, entityType), 'invalid-argument', /null/],
    ['and of nothing to print', () => printFilter({ kind: 'and', operands: [] }), 'empty-logic', /and needs/],
    ['or of nothing to print', () => printFilter({ kind: 'or', operands: [] }), 'empty-logic', /or needs/],
    ['and of nothing to explain', () => explain({ kind: 'and', operands: [] }), 'empty-logic', /and needs/],
    [
      'and of nothing, deep in a tree to explain',
      () => explain({ kind: 'not', operand: { kind: 'or', operands: [] } }),
      'empty-logic',
      /or needs/,
    ],
    ['text to explain', () => explain(loose('true')), 'invalid-argument', /a tree/],
    ['text to print', () => printFilter(loose('true')), 'invalid-argument', /a tree/],
    ['a tree to parse', () => parseFilter(loose(node)), 'invalid-argument', /is text, not object/],
    ['null to parse', () => parseFilter(loose(null)), 'invalid-argument', /is text, not null/],
    ['no order to parse', () => parseOrderBy(loose(undefined)), 'invalid-argument', /is text/],
    [
      'a URL to parse',
      () => parseQuery(loose(new URL('https://h/?$top=1'))),
      'invalid-argument',
      /the search of a URL/,
    ],
  ])('%s', (_what, call, code, words) => {
    expect(call).toThrow(expect.objectContaining({ name: 'QueryError', code }));
    expect(call).toThrow(words);
  });

  test.each<FilterNode>([
    { kind: 'and', operands: [] },
    { kind: 'not', operand: { kind: 'or', operands: [] } },
    { kind: 'or', operands: [loose(undefined), node] },
    { kind: 'not', operand: loose(undefined) },
    loose({ kind: 'and', operands: { 0: node } }),
    loose({ kind: 'literal', type: 'Edm.Boolean', value: true }),
    loose({ kind: 'nothing of the kind' }),
  ])('a tree that keeps every row, or none, because a part of it is missing, is not compiled: %j', (tree) => {
    expect(() => compileFilter(tree, entityType)).toThrow(expect.objectContaining({ name: 'ODataTypeError' }));
  });

  test('no refusal repeats a value', () => {
    for (const call of [
      () => applyQuery(rows, loose('secret'), entityType),
      () => applyQuery(rows, loose({ $count: 'secret' }), entityType),
      () => compileFilter(node, entityType, loose({ aliases: { p: ['secret'] } })),
    ])
      expect(call).not.toThrow('secret');
  });

  test('what is right goes on', () => {
    expect(applyQuery(rows, parseQuery("$filter=status eq @p&@p='Open'&$count=true"), entityType, jobs)).toEqual({
      value: [rows[0]],
      count: 1,
    });
    expect(applyQuery(rows, from(jobs).top(1).toParams(), entityType, { now: () => 0 }).value).toHaveLength(1);
    expect(applyQuery(rows, Object.assign(Object.create(null), { $top: 1 }), entityType).value).toHaveLength(1);
    expect(['a eq 1', 'b eq 1'].map(parseFilter)).toHaveLength(2);
  });
});

function pollute(name: string, value: unknown): void {
  // oxlint-disable-next-line no-extend-native -- what a careless library does to it is what is tested
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
}

describe('a polluted Object.prototype adds no option', () => {
  const polluted = [
    '$filter',
    '$top',
    '$skip',
    '$select',
    '$count',
    'observed',
    'aliases',
    'now',
    'top',
    'skip',
    'maximum',
  ];
  afterEach(() => {
    for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
  });

  test('of a query', () => {
    pollute('$filter', 'false');
    pollute('$top', 1);
    pollute('$skip', 1);
    pollute('$select', 'id');
    pollute('$count', true);
    pollute('now', 5);
    expect(applyQuery(rows, {}, entityType)).toEqual({ value: rows });
  });

  test('of limits', () => {
    pollute('top', { minimum: 0, maximum: 1 });
    pollute('maximum', 1);
    expect(applyQuery(rows, { $top: 2 }, entityType).value).toEqual(rows);
    expect(applyQuery(rows, { $top: 2 }, entityType, { top: { minimum: 0 } }).value).toEqual(rows);
  });

  test('of a check, or of what is compiled', () => {
    const changed = parseFilter('changedAt gt 2019-11-22T00:00:00Z') as FilterNode;
    pollute('observed', true);
    pollute('aliases', { p: "'Open'" });
    expect(() => checkFilter(changed, jobs)).toThrow(expect.objectContaining({ code: 'property-observed-only' }));
    expect(rows.filter(compileFilter('status eq @p', entityType))).toEqual([]);
    expect(rows.filter(compileFilter('status eq @p', entityType, {}))).toEqual([]);
  });
});
