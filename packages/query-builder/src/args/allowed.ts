import type { EntitySet, FilterableProperty, FilterOperator } from '../edm/entity-set.ts';
import { QueryError, type QueryErrorCode } from '../errors.ts';

/** The own value of a key: `constructor` and `__proto__` are names like others, and nobody's property. */
export const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The rule for a property in `$filter`, or words for why there is none. */
export function filterableProperty(set: EntitySet, name: string, observed: boolean): FilterableProperty {
  const rule = own(set.filterable, name);
  if (rule && (observed || rule.evidence === 'documented')) return rule;
  const [code, words]: readonly [QueryErrorCode, string] = rule
    ? [
        'property-observed-only',
        'no document says that it can be filtered; from(…).withObserved() allows what was only seen to work.',
      ]
    : own(set.entityType.properties, name)
      ? ['property-not-filterable', `the service does not filter ${set.name} by it.`]
      : ['unknown-property', `${set.entityType.name} has no such property.`];
  const allowed = Object.keys(set.filterable).filter(
    (key) => observed || set.filterable[key]?.evidence === 'documented',
  );
  throw new QueryError(code, `${name}: ${words}`, name, allowed);
}

/** The operator, if the property has it; else words for which it has. */
export function allowedOperator(
  name: string,
  operator: string | undefined,
  { operators }: FilterableProperty,
): FilterOperator {
  const found = operators.find((allowed) => allowed === operator);
  if (found) return found;
  throw new QueryError('operator-not-allowed', `${name}: "${operator}" is not an operator for it.`, name, operators);
}

export function refuseEmptyList(name: string): never {
  throw new QueryError(
    'empty-list',
    `${name}: "in" needs a list of at least one value; an empty one matches no row.`,
    name,
  );
}
