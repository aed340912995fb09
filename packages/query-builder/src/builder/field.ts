import { allowedOperator, filterableProperty, refuseEmptyList } from '../args/allowed.ts';
import { createToLiteral } from '../args/operand.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet, FilterableProperty, FilterOperator } from '../edm/entity-set.ts';
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

/** What every operator of a field makes of a value. */
function createConditions(name: string, edm: EdmProperty): (operator: FilterOperator, value: unknown) => FilterNode {
  const left: FilterNode = { kind: 'property', name };
  const toLiteral = createToLiteral(name, edm);
  const toText = createToLiteral(name, { ...edm, nullable: false });
  return (operator, value) => {
    if (operator === 'in') {
      if (!Array.isArray(value) || !value.length) return refuseEmptyList(name);
      const items: FilterNode[] = [];
      // Not map(): it would pass over the holes of a sparse array.
      for (let index = 0; index < value.length; index++) items.push(toLiteral(value[index], true));
      return { kind: 'in', left, right: { kind: 'list', items } };
    }
    if (operator.length > 2) return { kind: 'call', name: operator, arguments: [left, toText(value, true)] };
    const right = toLiteral(value, operator === 'eq' || operator === 'ne');
    return { kind: 'comparison', operator: operator as ComparisonOperator, left, right };
  };
}

function createField(name: string, edm: EdmProperty, rule: FilterableProperty, scope: object): Field {
  const condition = createConditions(name, edm);
  const field: Record<string, unknown> = {};
  for (const operator of operators) {
    const isAllowed = rule.operators.includes(operator);
    // `startswith` is `startsWith` to the builder.
    field[operator] = field[operator.replace('with', 'With')] = (value: unknown) =>
      predicate(condition(isAllowed ? operator : allowedOperator(name, operator, rule), value), scope);
  }
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
        Object.defineProperty(fields, name, { value: createField(name, edm, rule, fields), enumerable: true });
    }
    made.set(set, fields);
  }
  return fields;
}
