import type { Field, Fields } from './field.ts';
import { and, not, or, type Predicate } from './predicate.ts';
import type { FilterOperator } from '../edm/entity-set.ts';
import { refuseCondition } from '../check/refusals.ts';
import { isPlain } from '../args/own.ts';

/** What a filter may be, for words of refusal. */
export const FILTER = 'filter (a callback, an object, a tree or text)';

/** A list as it is, its holes as undefined; what is none, as a list of one. */
const listOf = (items: unknown): readonly unknown[] => (Array.isArray(items) ? Array.from(items) : [items]);

/**
 * Reads odata-query's object syntax for a filter: `{ status: { in: ['Failed'] }, or: [{ … }, { … }] }`. An array means "and".
 *
 * @param onKey - Reads what is no logic: it holds each key to the entity set, so that a misspelt one is an error and not another condition.
 */
function fromObject(value: unknown, onKey: (key: string, part: unknown) => Predicate): Predicate {
  const members = (logic: string, items: unknown): Predicate[] =>
    listOf(items).map((item) => read(item, `a member of ${logic}`));
  const read = (item: unknown, where: string): Predicate => {
    if (Array.isArray(item)) return and(members('and', item));
    if (!isPlain(item)) return refuseCondition(where, item);
    return and(
      Object.entries(item).map(([key, part]) => {
        if (key === 'and') return and(members(key, part));
        if (key === 'or') return or(members(key, part));
        if (key === 'not') return not(and(members(key, part)));
        return onKey(key, part);
      }),
    );
  };
  return read(value, FILTER);
}

function onField(field: Field, condition: unknown): Predicate {
  if (!isPlain(condition)) return field.eq(condition);
  return and(
    Object.entries(condition).map(([key, part]) =>
      key === 'not'
        ? not(onField(field, part))
        : field[key as FilterOperator](key === 'any' || key === 'all' ? (item: Field) => onItem(item, part) : part),
    ),
  );
}

/** As in odata-query the empty key stands for the item: `{ any: { '': { ne: 'a' } } }`. `{ any: { ne: 'a' } }` is the same, and `{ any: 'a' }` is `eq`. */
const onItem = (item: Field, condition: unknown): Predicate =>
  isPlain(condition) || Array.isArray(condition)
    ? fromObject(condition, (key, part) => (key ? item[key as FilterOperator](part) : onField(item, part)))
    : item.eq(condition);

/** Reads a filter in object syntax, with the fields of the entity set. */
export const readObject = (value: unknown, fields: Fields): Predicate =>
  fromObject(value, (key, part) => onField(fields[key] as Field, part));
