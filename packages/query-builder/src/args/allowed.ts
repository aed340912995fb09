import type { EntitySet, FilterableProperty, FilterOperator } from '../edm/entity-set.ts';
import { QueryError } from '../errors.ts';

/** The own value of a key: `constructor` and `__proto__` are names like others, and nobody's property. */
export const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The rule for a property in `$filter`, or words for why there is none. */
export function filterableProperty(set: EntitySet, name: string, observed: boolean): FilterableProperty {
  const rule = own(set.filterable, name);
  if (rule && (observed || rule.evidence === 'documented')) return rule;
  const allowed = Object.keys(set.filterable).filter(
    (key) => observed || set.filterable[key]?.evidence === 'documented',
  );
  if (rule)
    throw new QueryError(
      'property-observed-only',
      `${name}: no document says that it can be filtered, it was only seen to work; from(…).withObserved() allows it.`,
      name,
      allowed,
    );
  throw own(set.entityType.properties, name)
    ? new QueryError(
        'property-not-filterable',
        `${name}: the service does not filter ${set.name} by it.`,
        name,
        allowed,
      )
    : new QueryError('unknown-property', `${name}: ${set.entityType.name} has no such property.`, name, allowed);
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
