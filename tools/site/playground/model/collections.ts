import { clouds, collections, operations } from '@defender-odata/client';
import type { EntitySet } from '@defender-odata/query-builder';

/** The collections by the names of the client's properties. */
export type CollectionName = keyof typeof collections;

/** What the page has to know of a collection: all of it comes from the spec. */
export interface Listed {
  readonly name: CollectionName;
  readonly entitySet: EntitySet;
  /** The path of its list. */
  readonly path: string;
  /** What a row is called in the code of a callback. */
  readonly variable: string;
  readonly rateLimits: readonly { readonly calls: number; readonly seconds: number }[];
}

/** The collections whose list takes a filter. */
export const listed: readonly Listed[] = Object.values(collections).flatMap(
  ({ name, entitySet, operations: { list } }) => {
    const { path, queryOptions, rateLimits } = operations[list];
    const variable = entitySet.entityType.name.replace(/^.*(?=[A-Z])/, '').toLowerCase();
    const takesFilter = (queryOptions as readonly string[]).includes('$filter');
    return takesFilter ? [{ name, entitySet, path, variable, rateLimits }] : [];
  },
);

/** The collection of that name; of none, the first. */
export function collectionOf(name: string): Listed {
  const found = listed.find((one) => one.name === name) ?? listed[0];
  if (!found) throw new Error('The spec has no list.');
  return found;
}

export const host: string = clouds.public;
