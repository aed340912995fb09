export { from } from './builder/query.ts';
export type { FilterInput, Query, QueryObject, QueryParams, WithObserved } from './builder/query.ts';
export { and, matchAll, not, or, whenDefined } from './builder/predicate.ts';
export type { Condition, Predicate } from './builder/predicate.ts';
export type {
  AllOperator,
  AnyOperator,
  CollectionConditions,
  Conditions,
  ContainsOperator,
  EndsWithOperator,
  EqOperator,
  GeOperator,
  GtOperator,
  InOperator,
  ItemConditions,
  ItemLogic,
  LeOperator,
  LtOperator,
  NeOperator,
  NotFilterable,
  ObservedOnly,
  OperatorRefused,
  StartsWithOperator,
} from './builder/fields.ts';
export type { EmptyListRefused } from './builder/not-empty.ts';
export type { TopRefused } from './builder/top.ts';
export { isQueryError, QueryError } from './errors.ts';
export type { QueryErrorCode } from './errors.ts';
export type { EdmPrimitiveType, EdmProperties, EdmProperty, EntityType } from './edm/entity-type.ts';
export type {
  EntitySet,
  EntitySetTypes,
  Evidence,
  FilterableProperty,
  FilterOperator,
  NumericOption,
  ValueOperator,
} from './edm/entity-set.ts';
export type { FilterNode } from './nodes/filter-node.ts';
