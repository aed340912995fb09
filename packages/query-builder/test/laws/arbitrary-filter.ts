import {
  type Arbitrary,
  array as arrayOf,
  constant,
  constantFrom,
  oneof,
  option,
  record,
  string,
  tuple,
} from 'fast-check';
import * as create from '../../src/parse/index.ts';
import type { FilterNode, NamedValue } from '../../src/parse/index.ts';
import { listItem, literalNode } from './arbitrary-literal.ts';

/** Names that are hard: of operators, functions and objects' own, of other scripts, and ordinary ones. */
const name = constantFrom(
  'status',
  'machineId',
  'a',
  'eq',
  'and',
  'in',
  'has',
  'div',
  'desc',
  'constructor',
  '__proto__',
  'Größe',
  '名前',
  'INFO',
  'nullable',
  'abcdefab',
  '_1',
  'notes',
  'any',
  'all',
);
const plainName = constantFrom('Items', 'Orders', 'größe', '__proto__');
const qualified = constantFrom('Model.Customer', 'A.B.C', 'Special.Cluster');
const comparisonOperator = constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
const arithmeticOperator = constantFrom('add', 'sub', 'mul', 'div', 'divby', 'mod');
const calls = constantFrom('contains', 'tolower', 'matchesPattern', 'now', 'geo.distance', 'substring', 'round');
const VARIABLES = ['x', 'item', 'eq2'] as const;

const known = new Map<string, Arbitrary<FilterNode>>();

/** Any filter of at most this depth, in which the first `scope` variables are those of enclosing `any` and `all`. */
export function filterNode(depth: number, scope = 0): Arbitrary<FilterNode> {
  const key = `${depth}/${scope}`;
  const made = known.get(key) ?? (depth === 0 ? oneof(literalNode, path(0, scope)) : inner(depth, scope));
  known.set(key, made);
  return made;
}

function inner(depth: number, scope: number): Arbitrary<FilterNode> {
  const node = filterNode(depth - 1, scope);
  const source = path(depth - 1, scope);
  const named: Arbitrary<NamedValue> = record({ name: plainName, value: node });
  return oneof(
    {
      weight: 3,
      arbitrary: tuple(constantFrom('and', 'or'), arrayOf(node, { minLength: 2, maxLength: 4 })).map(
        ([kind, operands]) => create.logic(kind, operands),
      ),
    },
    { weight: 4, arbitrary: tuple(comparisonOperator, node, node).map((parts) => create.comparison(...parts)) },
    { weight: 3, arbitrary: tuple(arithmeticOperator, node, node).map((parts) => create.arithmetic(...parts)) },
    { weight: 2, arbitrary: node.map(create.not) },
    { weight: 2, arbitrary: node.map(create.negate) },
    tuple(node, arrayOf(listItem, { maxLength: 3 })).map(([left, items]) => create.inList(left, create.list(items))),
    tuple(node, node).map((parts) => create.inList(...parts)),
    tuple(node, node).map((parts) => create.has(...parts)),
    tuple(calls, arrayOf(node, { maxLength: 3 })).map((parts) => create.call(...parts)),
    tuple(
      constantFrom('cast', 'isof'),
      option(node),
      constantFrom('Edm.Int32', 'Collection(Edm.String)', 'Sales.Pattern'),
    ).map(([fn, value, type]) => create.call(fn, [...(value ? [value] : []), create.typeName(type)])),
    arrayOf(node, { minLength: 2, maxLength: 3 }).map((args) => create.call('Unknown', args)),
    arrayOf(record({ when: node, value: node }), { minLength: 1, maxLength: 2 }).map(create.caseOf),
    arrayOf(node, { maxLength: 3 }).map(create.array),
    arrayOf(record({ name: string({ unit: 'binary', maxLength: 4 }), value: node }), { maxLength: 2 }).map(
      create.object,
    ),
    tuple(qualified, arrayOf(named, { maxLength: 2 }), option(source, { nil: undefined })).map((parts) =>
      create.boundFunction(...parts),
    ),
    tuple(source, option(node, { nil: undefined }), constantFrom(undefined, 'blue', '"two words" OR x')).map((parts) =>
      create.count(...parts),
    ),
    { weight: 3, arbitrary: lambdaNode(depth, scope) },
    { weight: 2, arbitrary: source },
  );
}

function lambdaNode(depth: number, scope: number): Arbitrary<FilterNode> {
  const source = path(depth - 1, scope);
  const variable = VARIABLES[scope];
  const empty = source.map((collection) => create.lambda('any', collection));
  if (variable === undefined) return empty;
  return oneof(
    empty,
    tuple(constantFrom('any', 'all'), source, constant(variable), filterNode(depth - 1, scope + 1)).map((parts) =>
      create.lambda(...parts),
    ),
  );
}

/** A path: what may stand before a slash. */
function path(depth: number, scope: number): Arbitrary<FilterNode> {
  const heads: Arbitrary<FilterNode> = oneof(
    { weight: 6, arbitrary: name.map((one) => create.property(one)) },
    constantFrom('$it', '$this', ...VARIABLES.slice(0, scope)).map(create.variable),
    constantFrom('p', 'größe').map(create.alias),
    plainName.map((one) => create.property(one, create.variable('$root'))),
    tuple(constantFrom('Core.Messages', 'A.B'), constantFrom(undefined, 'Q')).map(([term, qualifier]) =>
      create.annotation(term, qualifier),
    ),
    tuple(name, qualified).map(([one, type]) => create.property(one, create.typeCast(type))),
  );
  if (depth <= 0) return heads;
  const source = path(depth - 1, scope);
  const keyValue = oneof(literalNode, constant(create.alias('k')));
  return oneof(
    { weight: 3, arbitrary: heads },
    { weight: 3, arbitrary: tuple(name, source).map((parts) => create.property(...parts)) },
    tuple(qualified, source).map((parts) => create.typeCast(...parts)),
    tuple(constantFrom('Messages', 'A.B'), constantFrom(undefined, 'Q'), source).map((parts) =>
      create.annotation(...parts),
    ),
    tuple(plainName, option(source, { nil: undefined }), keyValue).map(([one, from, key]) =>
      create.keyOf(create.property(one, from), key),
    ),
    tuple(plainName, arrayOf(record({ name: plainName, value: keyValue }), { minLength: 1, maxLength: 2 })).map(
      ([one, keys]) => create.keyOf(create.property(one), keys),
    ),
    tuple(source, filterNode(depth - 1, scope)).map((parts) => create.filtered(...parts)),
  );
}
