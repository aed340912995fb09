import type { ValueOperator } from '../edm/entity-set.ts';
import type { Condition, Predicate } from './predicate.ts';
import type { Refused } from './refused.ts';

export interface EqOperator<Value> {
  /** Equal: `eq`. */
  eq(value: Value): Condition;
}
export interface NeOperator<Value> {
  /** Not equal: `ne`. */
  ne(value: Value): Condition;
}
export interface GtOperator<Value> {
  /** Greater than, or later: `gt`. */
  gt(value: Value): Condition;
}
export interface GeOperator<Value> {
  /** Greater than or equal, or not earlier: `ge`. */
  ge(value: Value): Condition;
}
export interface LtOperator<Value> {
  /** Less than, or earlier: `lt`. */
  lt(value: Value): Condition;
}
export interface LeOperator<Value> {
  /** Less than or equal, or not later: `le`. */
  le(value: Value): Condition;
}
export interface InOperator<Value> {
  /** An empty list is refused: it matches no row. */
  in(values: readonly []): Refused<'in needs at least one value: an empty list matches no row'>;
  /** Equal to one of the values: `in`. */
  in(values: readonly Value[]): Condition;
}
export interface StartsWithOperator {
  /** Begins with this text, case-sensitively: `startswith`. */
  startsWith(text: string): Condition;
}
export interface EndsWithOperator {
  /** Ends with this text, case-sensitively: `endswith`. */
  endsWith(text: string): Condition;
}
export interface ContainsOperator {
  /** Contains this text, case-sensitively: `contains`. */
  contains(text: string): Condition;
}
export interface AnyOperator<Item> {
  /** At least one item of the collection meets the condition: `any`. */
  any(condition: (item: Item) => Predicate): Condition;
}
export interface AllOperator<Item> {
  /** Every item of the collection meets the condition, also where there is none: `all`. */
  all(condition: (item: Item) => Predicate): Condition;
}

/**
 * The object syntax of one property: `{ in: ['Failed', 'TimeOut'] }`. That it names an operator, and its list a value, is checked at
 * run time: a type that refuses `[]` would refuse every `readonly string[]` with it.
 *
 * @typeParam Value - The type of its values.
 * @typeParam Operators - The operators it has.
 * @typeParam Ordered - What is before or after its values: never null; a `Date` where they are instants.
 */
export type Conditions<Value, Operators extends ValueOperator, Ordered = NonNullable<Value>> = {
  readonly [Operator in Operators]?: Operator extends 'in'
    ? readonly Value[]
    : Operator extends 'eq' | 'ne'
      ? Value
      : Operator extends 'gt' | 'ge' | 'lt' | 'le'
        ? Ordered
        : string;
};

/** The logic of the object syntax, over the conditions of an entity set: `{ or: [{ … }, { … }] }`. */
export interface FilterLogic<Self> {
  /** All of these hold. */
  readonly and?: readonly Self[];
  /** One of these holds, or more. */
  readonly or?: readonly Self[];
  /** This does not hold. */
  readonly not?: Self;
}

/**
 * The object syntax of one item inside `any` and `all`: the value itself, its conditions, or logic over it, where the empty key stands
 * for the item as in odata-query: `{ or: [{ '': 'a' }, { '': { startswith: 'b' } }] }`.
 */
export type ItemSyntax<Value, Operators extends ValueOperator, Ordered = NonNullable<Value>> =
  | Value
  | (Conditions<Value, Operators, Ordered> & ItemObject<Value, Operators, Ordered>)
  | readonly (Conditions<Value, Operators, Ordered> & ItemObject<Value, Operators, Ordered>)[];

/** See {@link ItemSyntax}. */
export interface ItemObject<Value, Operators extends ValueOperator, Ordered> extends FilterLogic<
  Conditions<Value, Operators, Ordered> & ItemObject<Value, Operators, Ordered>
> {
  /** The item. */
  readonly ''?: Value | Conditions<Value, Operators, Ordered>;
}

/** The object syntax of a collection: `{ any: 'a' }`, `{ all: { startswith: 'b' } }`. */
export type CollectionSyntax<Operators extends 'any' | 'all', Item> = { readonly [Operator in Operators]?: Item };
