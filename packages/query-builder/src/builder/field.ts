import { allowedOperator, filterableProperty, itemOf, refuseCondition, type Subject } from '../args/allowed.ts';
import { createToLiteral } from '../args/operand.ts';
import { checkFilter } from '../check/check-filter.ts';
import { checkOperands } from '../check/check-operands.ts';
import type { EntitySet, FilterOperator } from '../edm/entity-set.ts';
import type { ComparisonOperator, FilterNode, LiteralNode } from '../nodes/filter-node.ts';
import { freezeTree } from '../nodes/freeze-tree.ts';
import { type Condition, open, predicate, type Predicate } from './predicate.ts';

/** The operators of a field, by the names that OData gives them. */
export type Field = Readonly<Record<FilterOperator, (value: unknown) => Condition>>;

export type Fields = Readonly<Record<string, Field>>;

/** An object whose members are made, or refused, when they are first read. */
function lazy<Value>(make: (name: string, self: object) => Value): Readonly<Record<string, Value>> {
  const get = (_: object, name: string | symbol) => {
    if (typeof name === 'symbol') return undefined;
    const value = make(name, self);
    Object.defineProperty(self, name, { value });
    return value;
  };
  const self = Object.create(new Proxy({}, { get })) as Readonly<Record<string, Value>>;
  return self;
}

/** The condition that an operator makes of a value. */
function conditions(subject: Subject, left: FilterNode): (operator: FilterOperator) => (value: unknown) => FilterNode {
  const toLiteral = createToLiteral(subject.name, subject.property);
  return (operator) => {
    const isExact = !/^[gl]/.test(operator);
    return (value) => {
      const items: LiteralNode[] = operator === 'in' ? [] : [toLiteral(value, isExact)];
      // Not map(): it would pass over the holes of a sparse array.
      if (operator === 'in' && Array.isArray(value)) for (const item of value) items.push(toLiteral(item, isExact));
      checkOperands(operator, items, subject);
      return operator === 'in'
        ? { kind: 'in', left, right: { kind: 'list', items } }
        : operator.length > 2
          ? { kind: 'call', name: operator, arguments: [left, ...items] }
          : { kind: 'comparison', operator: operator as ComparisonOperator, left, right: items[0] as LiteralNode };
    };
  };
}

/** A field: each operator that it is allowed makes a condition. */
function createField(subject: Subject, left: FilterNode, scope: object, onItems?: (node: FilterNode) => void): Field {
  const toCondition = conditions(subject, left);
  const variable = 'x';
  return lazy((name) => {
    // `startswith` is `startsWith` to the builder.
    const operator = allowedOperator(name.replace('With', 'with'), subject);
    if (operator !== 'any' && operator !== 'all') {
      const condition = toCondition(operator);
      return (value: unknown) => predicate(condition(value), scope);
    }
    const item = createField(itemOf(subject), { kind: 'variable', name: variable }, {});
    return (build: unknown) => {
      if (typeof build !== 'function') return refuseCondition(`${operator} (a callback)`, build);
      const [inner] = open((build as (item: Field) => Predicate)(item), operator);
      const node: FilterNode = { kind: 'lambda', operator, source: left, variable, predicate: inner };
      onItems?.(node);
      return predicate(freezeTree(node), scope);
    };
  }) as Field;
}

const cache = [new WeakMap<EntitySet, Fields>(), new WeakMap<EntitySet, Fields>()] as const;

/** The fields of an entity set, each made once; a name that is not filterable is refused when it is read. */
export function fieldsOf(set: EntitySet, observed: boolean): Fields {
  const made = cache[observed ? 1 : 0];
  let fields = made.get(set);
  if (!fields) {
    fields = lazy((name, self) =>
      createField(filterableProperty(set, name, observed), { kind: 'property', name }, self, (node) =>
        checkFilter(node, set, { observed }),
      ),
    );
    made.set(set, fields);
  }
  return fields;
}
