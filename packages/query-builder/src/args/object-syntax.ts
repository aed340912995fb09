import { fieldsOf, type Field } from '../builder/field.ts';
import { and, not, or, type Predicate } from '../builder/predicate.ts';
import type { EntitySet, FilterableProperty } from '../edm/entity-set.ts';
import { allowedOperator, refuseCondition } from './allowed.ts';
import { isPlain } from './is-plain.ts';

/** A list as it is, its holes as undefined; what is none, as a list of one. */
const listOf = (items: unknown): readonly unknown[] => (Array.isArray(items) ? Array.from(items) : [items]);

/**
 * Reads odata-query's object syntax for a filter: `{ status: { in: ['Failed'] }, or: [{ … }, { … }] }`. An array means "and".
 * Every key is held to the entity set, so that a misspelt one is an error and not another condition.
 */
export function fromObject(value: unknown, set: EntitySet, observed: boolean): Predicate {
  const all = (items: unknown): Predicate => and(listOf(items).map(read));
  const read = (item: unknown): Predicate => {
    if (Array.isArray(item)) return all(item);
    if (!isPlain(item)) return refuseCondition('filter (a callback, an object, a tree or text)', item);
    return and(
      Object.entries(item).map(([key, part]) => {
        if (key === 'and') return all(part);
        if (key === 'or') return or(listOf(part).map(read));
        if (key === 'not') return not(all(part));
        return onProperty(key, part);
      }),
    );
  };
  const onProperty = (name: string, condition: unknown): Predicate => {
    const field = fieldsOf(set, observed)[name] as Field;
    if (!isPlain(condition)) return field.eq(condition);
    return and(
      Object.entries(condition).map(([key, operand]) =>
        key === 'not'
          ? not(onProperty(name, operand))
          : field[allowedOperator(name, key, set.filterable[name] as FilterableProperty)](operand),
      ),
    );
  };
  return read(value);
}
