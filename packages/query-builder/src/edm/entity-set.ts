import type { EntityType } from './entity-type.ts';

/** The operators and functions that a value may allow. Logic (`and`, `or`, `not`) is always allowed. */
export type ValueOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'in' | 'startswith' | 'endswith' | 'contains';

/** What a filterable property may allow: operators and functions, or `any` and `all` where it is a collection. */
export type FilterOperator = ValueOperator | 'any' | 'all';

/** Whether a rule stands in the service's documents, or was only seen to work. */
export type Evidence = 'documented' | 'observed';

/** What may be asked of one property in `$filter`. */
export interface FilterableProperty {
  readonly operators: readonly FilterOperator[];
  readonly evidence: Evidence;
  /** What may be asked of one item, where the property is a collection of primitive values: `tags/any(x: x eq 'a')`. */
  readonly items?: readonly ValueOperator[];
}

/** The range of a system query option that takes a whole number. */
export interface NumericOption {
  readonly minimum: number;
  readonly maximum?: number;
}

/** What a query option may name, such as `$orderby`. */
export interface NamesOption {
  readonly properties: readonly string[];
  readonly evidence: Evidence;
}

/** The query options that an entity set may offer beside `$filter`, `$top` and `$skip`, as the compiler knows them. */
export interface OptionTypes {
  /** The names of the properties that `$orderby` may name. */
  orderBy?: string;
  /** Whether there is `$count=true`. */
  count?: true;
  /** What `$select` may name, see `Selectable`. */
  select?: object;
}

/** What the compiler knows of an entity set: one bag of types, so that hover text stays short. */
export interface EntitySetTypes {
  /** The fields that `filter` hands to its callback. */
  fields: object;
  /** The same, with the properties whose evidence is only `observed`. */
  observedFields: object;
  /** The object syntax of `filter`. */
  filterObject: object;
  /** The same, with the properties whose evidence is only `observed`. */
  observedFilterObject: object;
  /** A row. */
  row: object;
  /** The maximum of `$top`. */
  maxTop: number;
  /** The query options that stand in documents. */
  options?: OptionTypes;
  /** The same, with those whose evidence is only `observed`. */
  observedOptions?: OptionTypes;
}

/** What is known of an entity set at run time: all of it but what the compiler alone reads. */
export interface EntitySetData {
  /** The entity set's name, as in `@odata.context`. */
  readonly name: string;
  readonly entityType: EntityType;
  /** The properties that `$filter` may name. */
  readonly filterable: Readonly<Record<string, FilterableProperty>>;
  /** The range of `$top`; absent where the service has no `$top`. */
  readonly top?: NumericOption;
  /** The range of `$skip`; absent where the service has no `$skip`. */
  readonly skip?: NumericOption;
  /** What `$orderby` may name; absent where the service has no `$orderby`. */
  readonly orderBy?: NamesOption;
  /** `$count=true`; absent where the service has no `$count`. */
  readonly count?: { readonly evidence: Evidence };
  /** What `$select` may name; absent where the service has no `$select`. */
  readonly select?: NamesOption;
}

/**
 * An entity set as plain data: what the service lets a query say. What is not listed is not offered.
 * The generator writes it from the spec; a person can write it by hand.
 *
 * @typeParam Types - for the compiler only, see {@link EntitySetTypes}.
 */
export interface EntitySet<Types extends EntitySetTypes = EntitySetTypes> extends EntitySetData {
  /** For the compiler only; never set. */
  readonly types?: Types;
}
