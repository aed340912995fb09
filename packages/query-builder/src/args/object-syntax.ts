import { fieldsOf, type Field } from '../builder/field.ts';
import { and, not, or, type Predicate } from '../builder/predicate.ts';
import type { EntitySet, FilterableProperty } from '../edm/entity-set.ts';
import { QueryError } from '../errors.ts';
import { allowedOperator, filterableProperty } from './allowed.ts';

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/**
 * Reads odata-query's object syntax for a filter: `{ status: { in: ['Failed'] }, or: [{ … }, { … }] }`. An array means "and".
 * Every key is held to the entity set, so that a misspelt one is an error and not another condition.
 */
export function fromObject(value: unknown, set: EntitySet, observed: boolean): Predicate {
  if (Array.isArray(value)) return and(Array.from(value, (item) => fromObject(item, set, observed)));
  if (!isPlain(value))
    throw new QueryError(
      'undefined-operand',
      `A filter is a callback, an object, a tree or text, not ${value === null ? 'null' : typeof value}.`,
    );
  const all = (items: unknown) =>
    Array.from(Array.isArray(items) ? items : [items], (item) => fromObject(item, set, observed));
  return and(
    Object.entries(value).map(([key, part]) => {
      if (key === 'and') return and(all(part));
      if (key === 'or') return or(all(part));
      if (key === 'not') return not(and(all(part)));
      const rule = filterableProperty(set, key, observed);
      return onProperty(fieldsOf(set, observed)[key] as Field, key, part, rule);
    }),
  );
}

function onProperty(field: Field, name: string, value: unknown, rule: FilterableProperty): Predicate {
  if (!isPlain(value)) return field.eq(value);
  return and(
    Object.entries(value).map(([key, operand]) =>
      key === 'not' ? not(onProperty(field, name, operand, rule)) : field[allowedOperator(name, key, rule)](operand),
    ),
  );
}
