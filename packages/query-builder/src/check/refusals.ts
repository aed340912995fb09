import { memberNames, valueType } from '../edm/value-type.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet, FilterableProperty, FilterOperator } from '../edm/entity-set.ts';
import { QueryError, type QueryErrorCode } from '../errors.ts';
import { adviceOn } from '../args/advice.ts';
import { kindOf } from '../args/options.ts';
import { own } from '../args/own.ts';

/** What conditions are about: a property, or one item of a collection. */
export interface Subject {
  readonly name: string;
  readonly property: EdmProperty;
  readonly rule: Pick<FilterableProperty, 'operators' | 'items'>;
}

/** A property with its rule in `$filter`, or words for why there is none. */
export function filterableProperty(set: EntitySet, name: string, observed: boolean): Subject {
  const rule = own(set.filterable, name);
  const property = own(set.entityType.properties, name);
  if (rule && property && (observed || rule.evidence === 'documented')) return { name, property, rule };
  const [code, words]: readonly [QueryErrorCode, string] = rule
    ? ['property-observed-only', 'only observed to be filterable; withObserved() allows it.']
    : property
      ? ['property-not-filterable', `the service does not filter ${set.name} by it.`]
      : ['unknown-property', `${set.entityType.name} has no such property.`];
  throw new QueryError(
    code,
    words + adviceOn({ name, set, isObserved: observed }),
    name,
    Object.keys(set.filterable).filter((key) => observed || set.filterable[key]?.evidence === 'documented'),
  );
}

/** One item of a collection, of what may be asked of the whole. */
export const itemOf = ({ name, property, rule }: Subject): Subject => ({
  name,
  // Of 'Collection(Edm.String)', what stands between the parentheses.
  property: {
    ...property,
    type: property.type.slice(11, -1) as EdmProperty['type'],
    nullable: !!property.nullableItems,
  },
  rule: { operators: rule.items ?? [] },
});

/** The operator, if it is one of what is allowed; else words for which are. */
export function allowedOperator(operator: string, { name, rule: { operators } }: Subject): FilterOperator {
  if ((operators as readonly string[]).includes(operator)) return operator as FilterOperator;
  throw new QueryError('operator-not-allowed', `has no ${operator}.`, name, operators);
}

export function refuseOperand(what: string, name: string, property: EdmProperty): never {
  const type = valueType(property);
  throw new QueryError(
    'invalid-operand',
    `needs ${type}, not ${what}.${adviceOn({ property, found: what })}`,
    name,
    type === 'Edm.DateTimeOffset' ? ['2019-11-22T00:00:00.1234567Z'] : memberNames(property),
  );
}

/** In `or`, `not`, `any` and `all` there is no leaving out: it would widen the query or empty it. */
export function refuseCondition(where: string, value: unknown): never {
  throw new QueryError(
    'undefined-operand',
    `${where}: ${kindOf(value)} is no condition${/^[af]\w*[dr]/.test(where) ? '; whenDefined(value, …) leaves it out on purpose' : ''}.`,
  );
}

export function refuseEmptyList(name: string): never {
  throw new QueryError('empty-list', 'in needs a list; an empty one matches no row.', name);
}

export function refuseMatchAll(): never {
  throw new QueryError('match-all-in-logic', 'matchAll() in or, not, any or all would widen the query or empty it.');
}
