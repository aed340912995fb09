import { allowedOperator, filterableProperty } from '../args/allowed.ts';
import { toLiteral } from '../args/operand.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet, FilterableProperty, FilterOperator } from '../edm/entity-set.ts';
import { QueryError } from '../errors.ts';
import { call, comparison, inList, list, property } from '../nodes/create.ts';
import type { ComparisonOperator, FilterNode } from '../nodes/filter-node.ts';
import { type Predicate, predicate } from './predicate.ts';

/** The operators of a field, by the names that OData gives them. */
export type Field = Readonly<Record<FilterOperator, (value: unknown) => Predicate>>;

/** Every operator a filter can use on a property, in the order in which messages name them. */
const operators: readonly FilterOperator[] = [
  'eq',
  'ne',
  'gt',
  'ge',
  'lt',
  'le',
  'in',
  'startswith',
  'endswith',
  'contains',
];

/** OData's name of an operator, and the builder's where it differs. */
const methods: Partial<Record<FilterOperator, string>> = { startswith: 'startsWith', endswith: 'endsWith' };

function condition(
  operator: FilterOperator,
  left: FilterNode,
  name: string,
  edm: EdmProperty,
  value: unknown,
): FilterNode {
  if (operator === 'in') {
    if (!Array.isArray(value) || !value.length)
      throw new QueryError(
        'empty-list',
        `${name}: "in" needs an array of at least one value; an empty one matches no row.`,
        name,
      );
    // Not map(): it would pass over the holes of a sparse array.
    return inList(left, list(Array.from(value, (item) => toLiteral(item, name, edm, true))));
  }
  if (operator.length > 2) return call(operator, [left, toLiteral(value, name, { ...edm, nullable: false }, true)]);
  return comparison(
    operator as ComparisonOperator,
    left,
    toLiteral(value, name, edm, operator === 'eq' || operator === 'ne'),
  );
}

function createField(name: string, edm: EdmProperty, rule: FilterableProperty): Field {
  const left = property(name);
  const field: Record<string, unknown> = {};
  for (const operator of operators)
    field[operator] = field[methods[operator] ?? operator] = (value: unknown) =>
      predicate(condition(allowedOperator(name, operator, rule), left, name, edm, value));
  return field as Field;
}

type Fields = Readonly<Record<string, Field>>;
const cache = [new WeakMap<EntitySet, Fields>(), new WeakMap<EntitySet, Fields>()] as const;

/** The fields of an entity set, made once; a name that is not filterable is refused when it is read. */
export function fieldsOf(set: EntitySet, observed: boolean): Fields {
  const made = cache[observed ? 1 : 0];
  let fields = made.get(set);
  if (!fields) {
    const unknown = {
      get: (_: object, name: string | symbol) =>
        typeof name === 'symbol' ? undefined : filterableProperty(set, name, observed),
    };
    fields = Object.create(new Proxy({}, unknown)) as Record<string, Field>;
    for (const [name, rule] of Object.entries(set.filterable)) {
      const edm = set.entityType.properties[name];
      if (edm && (observed || rule.evidence === 'documented'))
        Object.defineProperty(fields, name, { value: createField(name, edm, rule), enumerable: true });
    }
    made.set(set, fields);
  }
  return fields;
}
