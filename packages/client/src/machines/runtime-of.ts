import type { ServiceCollection } from '../collections/service-collection.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { DefenderCollections } from '../generated/collections.gen.ts';
import type { ClientRuntime } from '../pipeline/client-runtime.ts';

/**
 * What a client's collections share.
 *
 * @param what - The function that was given the client.
 * @throws {@link DefenderError} `InvalidArgument` for what is no client.
 */
export function runtimeOf(what: string, client: Partial<DefenderCollections>): ClientRuntime {
  const given: unknown = client;
  for (const name of ['machines', 'machineActions']) {
    const collection = Object(given)[name] as Partial<ServiceCollection> | undefined;
    if (typeof collection?.fetchPage === 'function' && collection.runtime) return collection.runtime;
  }
  const not = given === null ? 'null' : Object(given) === given ? 'an object without its collections' : typeof given;
  throw new DefenderError('InvalidArgument', `${what} takes a client, a DefenderClient, first; not ${not}.`);
}
