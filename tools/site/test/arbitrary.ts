import { constantFrom, letrec, array, string, record, oneof, type Arbitrary } from 'fast-check';
import type { EntitySet, FilterNode, FilterOperator } from '@defender-odata/query-builder';

const SAMPLES: Readonly<Record<string, Arbitrary<string>>> = {
  'Edm.DateTimeOffset': constantFrom('2019-11-22T00:00:00Z', '2020-02-29T12:00:00.1234567Z'),
  'Edm.Guid': constantFrom('01234567-89ab-cdef-0123-456789abcdef'),
  'Edm.Int32': constantFrom('0', '-7', '140'),
  'Edm.Boolean': constantFrom('true', 'false'),
};

const literal = (type: string): Arbitrary<FilterNode> =>
  (SAMPLES[type] ?? string({ unit: 'binary', minLength: 1, maxLength: 6 })).map(
    (value) => ({ kind: 'literal', type, value }) as FilterNode,
  );

/** One condition of an operator on what `left` gives. */
function condition(
  left: FilterNode,
  operator: FilterOperator,
  type: string,
  items: readonly FilterOperator[],
): Arbitrary<FilterNode> {
  const value = literal(type);
  switch (operator) {
    case 'in':
      return array(value, { minLength: 1, maxLength: 3 }).map((list) => ({
        kind: 'in',
        left,
        right: { kind: 'list', items: list },
      }));
    case 'startswith':
    case 'endswith':
    case 'contains':
      return value.map((text) => ({ kind: 'call', name: operator, arguments: [left, text] }));
    case 'any':
    case 'all': {
      const item: FilterNode = { kind: 'variable', name: 'x' };
      const inner = constantFrom(...items).chain((one) => condition(item, one, type.slice(11, -1), []));
      return inner.map((predicate) => ({ kind: 'lambda', operator, source: left, variable: 'x', predicate }));
    }
    default:
      return value.map((right) => ({ kind: 'comparison', operator, left, right }));
  }
}

/** Filters that a collection takes. */
export function arbitraryFilter({ filterable, entityType }: EntitySet): Arbitrary<FilterNode> {
  const leaves = Object.entries(filterable)
    .filter(([, { evidence }]) => evidence === 'documented')
    .flatMap(([name, { operators, items = [] }]) =>
      operators.map((operator) =>
        condition({ kind: 'property', name }, operator, entityType.properties[name]?.type ?? '', items),
      ),
    );
  const { node } = letrec<{ node: FilterNode }>((tie) => ({
    node: oneof(
      { maxDepth: 3, depthSize: 'small' },
      oneof(...leaves),
      record({ kind: constantFrom('and', 'or'), operands: array(tie('node'), { minLength: 2, maxLength: 3 }) }).map(
        (both) => both as FilterNode,
      ),
      tie('node').map((operand) => ({ kind: 'not', operand }) as FilterNode),
    ),
  }));
  return node;
}
