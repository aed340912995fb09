export { from } from './builder/query.ts';
export type { FilterInput, Query, QueryObject, QueryParams, WithObserved } from './builder/query.ts';
export type { Selectable, Selected } from './builder/option-types.ts';
export { and, matchAll, not, or, whenDefined } from './builder/predicate.ts';
export type { Condition, Predicate } from './builder/predicate.ts';
export type {
  AllOperator,
  AnyOperator,
  CollectionSyntax,
  Conditions,
  ContainsOperator,
  EndsWithOperator,
  EqOperator,
  FilterLogic,
  GeOperator,
  GtOperator,
  InOperator,
  ItemSyntax,
  ItemObject,
  LeOperator,
  LtOperator,
  NeOperator,
  StartsWithOperator,
} from './builder/fields.ts';
export type { NotFilterable, ObservedOnly, NoOperator, Refused } from './builder/refused.ts';
export { isQueryError, QueryError } from './errors.ts';
export type { QueryErrorCode } from './errors.ts';
export type { EdmPrimitiveType, EdmProperties, EdmProperty, EntityType } from './edm/entity-type.ts';
export type {
  EntitySet,
  EntitySetData,
  EntitySetTypes,
  Evidence,
  FilterableProperty,
  FilterOperator,
  NamesOption,
  NumericOption,
  OptionTypes,
  ValueOperator,
} from './edm/entity-set.ts';
export type { FilterNode } from './nodes/filter-node.ts';
