import type { CollectionDefinition } from '../collections/definition.ts';
import { addReaders } from '../collections/add-readers.ts';
import { ServiceCollection } from '../collections/service-collection.ts';
import type { ClientRuntime } from '../pipeline/client-runtime.ts';
import { addMembers } from './add-members.ts';
import type { MemberOperation } from './definition.ts';

/** The collections that a client has, by their names, with all that can be called on them. */
export function makeCollections(
  definitions: Readonly<Record<string, CollectionDefinition>>,
  operations: Readonly<Record<string, MemberOperation>>,
  runtime: ClientRuntime,
): Record<string, ServiceCollection> {
  const made = Object.values(definitions).map(
    (definition) => [definition, new ServiceCollection(definition, operations, runtime)] as const,
  );
  addReaders(made, operations);
  addMembers(made, operations, runtime);
  return Object.fromEntries(made.map(([{ name }, collection]) => [name, collection]));
}
