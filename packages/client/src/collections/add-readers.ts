import type { GetOptions } from './collection.ts';
import type { CollectionDefinition, CollectionOperation } from './definition.ts';
import type { ListOptions } from './page.ts';
import type { Key } from './row-key.ts';
import type { ServiceCollection } from './service-collection.ts';

/**
 * Gives collections what reads rows by other paths than their own, each as a method: gets, and lists of rows of other collections under
 * one of theirs.
 *
 * @param made - The collections, each with its definition.
 */
export function addReaders(
  made: readonly (readonly [CollectionDefinition, ServiceCollection])[],
  operations: Readonly<Record<string, CollectionOperation>>,
): void {
  for (const [{ gets = {}, lists = {} }, collection] of made) {
    const define = (name: string, value: unknown) => Object.defineProperty(collection, name, { value });
    for (const [name, operationId] of Object.entries(gets))
      define(name, (key: Key, options?: GetOptions) => collection.getBy(name, operationId, key, options));
    for (const [name, operationId] of Object.entries(lists)) {
      const set = operations[operationId]?.entitySet;
      const listed = made.find(([, { entitySet }]) => entitySet.name === set)?.[1];
      define(name, (key: Key, query?: object, options?: ListOptions) =>
        listed?.under(operationId, key).list(query, options),
      );
    }
  }
}
