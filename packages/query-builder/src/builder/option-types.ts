import type { EntitySetTypes, OptionTypes } from '../edm/entity-set.ts';
import type { Refused } from './refused.ts';

/**
 * What `$select` may name of a row: for the `options` of an entity set's types.
 *
 * @typeParam Row - The whole row.
 * @typeParam Names - Its properties that may be named.
 */
export interface Selectable<Row extends object, Names extends string> {
  readonly row: Row;
  readonly names: Names;
}

/** What an entity set lets an option say, or words for why it does not. */
export type Offered<Types extends EntitySetTypes, Option extends keyof OptionTypes> = Types extends {
  options: { [Name in Option]: infer Offer };
}
  ? Offer
  : Types extends { observedOptions: { [Name in Option]: unknown } }
    ? Refused<`${Option} was only seen to work: withObserved() allows it`>
    : Refused<`the service offers no ${Option} here`>;

/** A property to sort by, alone or with its direction. */
export type OrderKey<Name extends string> = Name | `${Name} asc` | `${Name} desc`;

/** The same in object syntax. */
export type OrderByObject<Types extends EntitySetTypes> = [Offered<Types, 'orderBy'>] extends [
  infer Name extends string,
]
  ? OrderKey<Name> | readonly OrderKey<Name>[]
  : Offered<Types, 'orderBy'>;

/** The same in object syntax. */
export type SelectObject<Types extends EntitySetTypes, Name extends string> = [Offered<Types, 'select'>] extends [
  Selectable<object, infer Names>,
]
  ? readonly (Name extends Names ? Name : Names)[]
  : Offered<Types, 'select'>;

/** The types of an entity set whose rows have these properties alone. */
export type SelectedBy<Types extends EntitySetTypes, Name extends string> = [Offered<Types, 'select'>] extends [
  Selectable<infer Row, string>,
]
  ? Selected<Types, Pick<Row, Name & keyof Row>>
  : Types;

/** The types of an entity set with other rows. */
export interface Selected<Types extends EntitySetTypes, Row extends object> extends EntitySetTypes {
  fields: Types['fields'];
  observedFields: Types['observedFields'];
  filterObject: Types['filterObject'];
  observedFilterObject: Types['observedFilterObject'];
  row: Row;
  maxTop: Types['maxTop'];
  options: NonNullable<Types['options']>;
  observedOptions: NonNullable<Types['observedOptions']>;
}
