import { filterableProperty } from '../args/allowed.ts';
import { checkOperands } from '../check/check-operands.ts';
import { createToLiteral } from '../args/operand.ts';
import { comparisons } from '../edm/comparisons.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet, FilterableProperty, FilterOperator } from '../edm/entity-set.ts';
import type { ComparisonOperator, FilterNode, LiteralNode } from '../nodes/filter-node.ts';
import { type Condition, predicate } from './predicate.ts';

/** The operators of a field, by the names that OData gives them. */
export type Field = Readonly<Record<FilterOperator, (value: unknown) => Condition>>;

/** Every operator a filter can use on a property. */
const operators = [...Object.keys(comparisons), 'in', 'startswith', 'endswith', 'contains'];

function createField(name: string, property: EdmProperty, rule: FilterableProperty, scope: object): Field {
  const left: FilterNode = { kind: 'property', name };
  const toLiteral = createToLiteral(name, property);
  const field: Record<string, unknown> = {};
  for (const operator of operators) {
    const isExact = !/^[gl]/.test(operator);
    const condition = (value: unknown): FilterNode => {
      const items: LiteralNode[] = operator === 'in' ? [] : [toLiteral(value, isExact)];
      // Not map(): it would pass over the holes of a sparse array.
      if (operator === 'in' && Array.isArray(value)) for (const item of value) items.push(toLiteral(item, isExact));
      checkOperands(operator, items, name, property, rule);
      return operator === 'in'
        ? { kind: 'in', left, right: { kind: 'list', items } }
        : operator.length > 2
          ? { kind: 'call', name: operator, arguments: [left, ...items] }
          : { kind: 'comparison', operator: operator as ComparisonOperator, left, right: items[0] as LiteralNode };
    };
    // `startswith` is `startsWith` to the builder.
    field[operator] = field[operator.replace('with', 'With')] = (value: unknown) => predicate(condition(value), scope);
  }
  return field as Field;
}

type Fields = Readonly<Record<string, Field>>;
const cache = [new WeakMap<EntitySet, Fields>(), new WeakMap<EntitySet, Fields>()] as const;

/** The fields of an entity set, each made once; a name that is not filterable is refused when it is read. */
export function fieldsOf(set: EntitySet, observed: boolean): Fields {
  const made = cache[observed ? 1 : 0];
  const known = made.get(set);
  if (known) return known;
  const get = (_: object, name: string | symbol) => {
    if (typeof name === 'symbol') return undefined;
    const rule = filterableProperty(set, name, observed);
    const value = createField(name, set.entityType.properties[name] as EdmProperty, rule, fields);
    Object.defineProperty(fields, name, { value });
    return value;
  };
  const fields = Object.create(new Proxy({}, { get })) as Fields;
  made.set(set, fields);
  return fields;
}
