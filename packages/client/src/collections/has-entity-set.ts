import type { EntitySet, EntitySetTypes } from '@defender-odata/query-builder';

/** By what the compiler knows which rows a collection has, and what a query on it may say. */
export interface HasEntitySet<Types extends EntitySetTypes> {
  readonly entitySet: EntitySet<Types>;
}
