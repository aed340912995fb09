import type { EntityType } from './entity-type.ts';

/** The operators and functions that a filterable property may allow. Logic (`and`, `or`, `not`) is always allowed. */
export type FilterOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'in' | 'startswith' | 'endswith' | 'contains';

/** Whether a rule stands in the service's documents, or was only seen to work. */
export type Evidence = 'documented' | 'observed';

/** What may be asked of one property in `$filter`. */
export interface FilterableProperty {
  readonly operators: readonly FilterOperator[];
  readonly evidence: Evidence;
}

/** The range of a system query option that takes a whole number. */
export interface NumericOption {
  readonly minimum: number;
  readonly maximum?: number;
}

/**
 * An entity set as plain data: what the service lets a query say. What is not listed is not offered.
 *
 * The type parameters exist for the compiler only:
 * `Fields` is the interface of fields that `filter` hands to its callback, `ObservedFields` the same with the properties
 * whose evidence is only `observed`, `FilterObject` the object syntax, `Row` the type of a row, `MaxTop` the maximum of `$top`.
 */
export interface EntitySet<
  Fields = unknown,
  ObservedFields = unknown,
  FilterObject = unknown,
  Row = unknown,
  MaxTop extends number = number,
> {
  /** The entity set's name, as in `@odata.context`. */
  readonly name: string;
  readonly entityType: EntityType;
  /** The properties that `$filter` may name. */
  readonly filterable: Readonly<Record<string, FilterableProperty>>;
  /** The range of `$top`; absent where the service has no `$top`. */
  readonly top?: NumericOption & { readonly maximum?: MaxTop };
  /** The range of `$skip`; absent where the service has no `$skip`. */
  readonly skip?: NumericOption;
  /** For the compiler only; never set. */
  readonly __types?: {
    readonly fields: Fields;
    readonly observedFields: ObservedFields;
    readonly filterObject: FilterObject;
    readonly row: Row;
  };
}
