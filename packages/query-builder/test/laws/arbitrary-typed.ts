import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  tuple,
} from 'fast-check';
import type { EntityType } from '../../src/index.ts';
import { numericType } from '../../src/edm/numeric-type.ts';
import * as create from '../../src/parse/index.ts';
import type { FilterNode } from '../../src/parse/index.ts';
import type { Shape } from '../reference/value.ts';

/** A type with a property of each sort that the laws of evaluation look at. */
export const rowType: EntityType = {
  name: 'Row',
  key: ['s'],
  properties: {
    s: { type: 'Edm.String', nullable: true },
    i: { type: 'Edm.Int32', nullable: true },
    l: { type: 'Edm.Int64', nullable: true },
    d: { type: 'Edm.Decimal', nullable: true },
    at: { type: 'Edm.DateTimeOffset', nullable: true },
    on: { type: 'Edm.Date', nullable: true },
    ok: { type: 'Edm.Boolean', nullable: true },
    tags: { type: 'Collection(Edm.String)' },
    sub: {
      type: 'Edm.ComplexType',
      nullable: true,
      properties: { s: { type: 'Edm.String', nullable: true }, i: { type: 'Edm.Int32', nullable: true } },
    },
  },
};

/** The same for the reference. */
export const rowShape: Shape = {
  s: 'string',
  i: 'integer',
  l: 'integer',
  d: 'decimal',
  at: 'instant',
  on: 'date',
  ok: 'boolean',
  tags: { list: 'string' },
  sub: { shape: { s: 'string', i: 'integer' } },
};

const text = constantFrom('', 'a', 'A', 'ab', 'Ab ', ' b', 'é', '😀a', 'a😀', 'ß', 'İ');
const small = integer({ min: -5, max: 5 }).map(String);
const big = constantFrom(
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '9223372036854775807',
);
const decimal = oneof(
  small,
  constantFrom('0.1', '0.2', '0.3', '2.5', '-2.5', '0.5', '-0.5', '1.50', '12.34', '0.30000000000000004'),
  constantFrom('123456789012345678.9', '0.1000000000000000055511151231257827', '1000000000000000.1', '-7.25'),
);
const instant = constantFrom(
  '2019-11-22T00:00:00Z',
  '2019-11-22T00:00:00.1234567Z',
  '2019-11-22T00:00:00.12345670Z',
  '2019-11-22T02:00+02:00',
  '2019-11-21T23:59:59.999999999999Z',
  '2020-02-29T12:34:56.5-11:30',
  '1969-12-31T23:59:59.9Z',
  '2019-11-22T00:00:00.123456700001Z',
);
const date = constantFrom('2019-11-22', '2020-02-29', '1969-12-31', '2019-11-21');

const asNumber = (value: string): string | number => (String(Number(value)) === value ? Number(value) : value);

/** Rows as JSON has them: numbers as numbers or as strings, missing properties, nulls. */
export const row: Arbitrary<object> = record(
  {
    s: option(text),
    i: option(small.map(Number)),
    l: option(oneof(small, big).map(asNumber)),
    d: option(oneof(decimal, decimal.map(asNumber))),
    at: option(instant),
    on: option(date),
    ok: option(boolean()),
    tags: array(text, { maxLength: 3 }),
    sub: option(record({ s: option(text), i: option(small.map(Number)) })),
  },
  { requiredKeys: [] },
);

const NULL = create.literal('null', 'null');
const property = (name: string): FilterNode => create.property(name);
const inner = (name: string): FilterNode => create.property(name, create.property('sub'));

const textLiteral = text.map((value): FilterNode => create.literal('Edm.String', value));
const numberLiteral = oneof(small, decimal, big).map((value): FilterNode => create.literal(numericType(value), value));
const integerLiteral = small.map((value): FilterNode => create.literal('Edm.Int32', value));

function textNode(depth: number, scope: number): Arbitrary<FilterNode> {
  const variables = ['x', 'y'].slice(0, scope).map(create.variable);
  const leaf: Arbitrary<FilterNode> = oneof(
    constantFrom(property('s'), inner('s'), ...variables),
    textLiteral,
    constant(NULL),
  );
  if (depth === 0) return leaf;
  const node = textNode(depth - 1, scope);
  return oneof(
    { weight: 3, arbitrary: leaf },
    tuple(constantFrom('tolower', 'toupper', 'trim'), node).map(([name, one]) => create.call(name, [one])),
    tuple(node, node).map((args) => create.call('concat', args)),
    tuple(node, integerLiteral).map((args) => create.call('substring', args)),
    tuple(node, integerLiteral, integerLiteral).map((args) => create.call('substring', args)),
  );
}

function numberNode(depth: number, scope: number): Arbitrary<FilterNode> {
  const leaf: Arbitrary<FilterNode> = oneof(
    constantFrom(property('i'), property('l'), property('d'), inner('i'), create.count(property('tags'))),
    numberLiteral,
    constant(NULL),
  );
  if (depth === 0) return leaf;
  const node = numberNode(depth - 1, scope);
  return oneof(
    { weight: 3, arbitrary: leaf },
    {
      weight: 3,
      arbitrary: tuple(constantFrom('add', 'sub', 'mul', 'div', 'divby', 'mod'), node, node).map((parts) =>
        create.arithmetic(...parts),
      ),
    },
    node.map(create.negate),
    tuple(constantFrom('round', 'floor', 'ceiling'), node).map(([name, one]) => create.call(name, [one])),
    textNode(depth - 1, scope).map((one) => create.call('length', [one])),
    tuple(textNode(depth - 1, scope), textLiteral).map((args) => create.call('indexof', args)),
    constantFrom('year', 'month', 'day', 'hour', 'minute', 'second', 'fractionalseconds', 'totaloffsetminutes').map(
      (name) => create.call(name, [property('at')]),
    ),
  );
}

const instantNode = oneof(
  constant(property('at')),
  instant.map((value): FilterNode => create.literal('Edm.DateTimeOffset', value)),
);
const dateNode = oneof(
  constantFrom(property('on'), create.call('date', [property('at')])),
  date.map((value): FilterNode => create.literal('Edm.Date', value)),
);

const operator = constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');

/** A comparison of two of a sort. */
const compare = (operands: Arbitrary<FilterNode>): Arbitrary<FilterNode> =>
  tuple(operator, operands, operands).map((parts) => create.comparison(...parts));

/** A condition on a row, right in its types, of at most this depth. */
export function condition(depth: number, scope = 0): Arbitrary<FilterNode> {
  const texts = textNode(Math.min(depth, 2), scope);
  const numbers = numberNode(Math.min(depth, 2), scope);
  const leaf: Arbitrary<FilterNode> = oneof(
    compare(texts),
    compare(numbers),
    compare(instantNode),
    compare(dateNode),
    tuple(constantFrom('contains', 'startswith', 'endswith'), texts, texts).map(([name, ...args]) =>
      create.call(name, args),
    ),
    tuple(texts, array(oneof(textLiteral, constant(NULL)), { maxLength: 3 })).map(([one, items]) =>
      create.inList(one, create.list(items)),
    ),
    tuple(numbers, array(numberLiteral, { maxLength: 3 })).map(([one, items]) =>
      create.inList(one, create.list(items)),
    ),
    texts.map((one) => create.inList(one, property('tags'))),
    constantFrom<FilterNode>(
      property('ok'),
      NULL,
      create.literal('Edm.Boolean', 'true'),
      create.lambda('any', property('tags')),
    ),
  );
  if (depth === 0) return leaf;
  const node = condition(depth - 1, scope);
  const logic = tuple(constantFrom('and', 'or'), array(node, { minLength: 2, maxLength: 4 })).map(([kind, operands]) =>
    create.logic(kind, operands),
  );
  const variable = ['x', 'y'][scope];
  const lambdas: Arbitrary<FilterNode> =
    variable === undefined
      ? leaf
      : tuple(constantFrom('any', 'all'), condition(depth - 1, scope + 1)).map(([kind, predicate]) =>
          create.lambda(kind, property('tags'), variable, predicate),
        );
  return oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 3, arbitrary: logic },
    node.map(create.not),
    compare(node),
    lambdas,
  );
}
