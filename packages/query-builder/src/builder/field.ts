import { refuseMore } from '../args/options.ts';
import { allowedOperator, filterableProperty, itemOf, type Subject } from '../check/refusals.ts';
import { createToLiteral } from './operand.ts';
import { checkTree } from '../check/check-tree.ts';
import { checkOperands } from '../check/check-operands.ts';
import type { EntitySet, FilterOperator } from '../edm/entity-set.ts';
import type { ComparisonOperator, FilterNode, LiteralNode } from '../nodes/filter-node.ts';
import { flat } from '../nodes/create.ts';
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

/** A field: each operator that it is allowed makes a condition. */
function createField(subject: Subject, left: FilterNode, scope: object, check?: (node: FilterNode) => void): Field {
  const toLiteral = createToLiteral(subject.name, subject.property);
  return lazy((name) => {
    // `startswith` is `startsWith` to the builder.
    const operator = allowedOperator(name.replace('W', 'w'), subject);
    const isExact = !/^[gl]/.test(operator);
    const condition = (value: unknown): FilterNode => {
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
    if (operator !== 'any' && operator !== 'all')
      return (value: unknown, ...more: readonly unknown[]) => {
        refuseMore(name, more);
        return predicate(condition(value), scope);
      };
    const item = createField(itemOf(subject), { kind: 'variable', name: 'x' }, {});
    return (build: unknown, ...more: readonly unknown[]) => {
      refuseMore(name, more);
      const inner = typeof build === 'function' ? (build as (item: Field) => Predicate)(item) : undefined;
      const [meant] = open(inner, `${operator}, of its callback`);
      const node: FilterNode = { kind: 'lambda', operator, source: left, variable: 'x', predicate: flat(meant) };
      check?.(node);
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
        checkTree(node, set, observed),
      ),
    );
    made.set(set, fields);
  }
  return fields;
}
