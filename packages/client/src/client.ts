import { makeCollections } from './actions/make-collections.ts';
import type { Credential } from './auth/credential.ts';
import type { DefenderClientOptions } from './client-options.ts';
import { createRuntime } from './create-runtime.ts';
import { collections, type DefenderCollections } from './generated/collections.gen.ts';
import { operations } from './generated/operations.gen.ts';
import { audiences, clouds, scope } from './generated/service.gen.ts';
import type { Quota } from './quota/quota.ts';

const service = { operations, clouds, scope, audiences };

/**
 * A client of the service: typed, within its quota, and patient. It has a property for each collection of the spec.
 *
 * @example
 * const client = new DefenderClient(new DefaultAzureCredential(), { cloud: 'eu' });
 * const failed = await client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed'))).toArray();
 */
// The collections are made of the same table as their interfaces: a class that named them would have to be edited for each.
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging
export interface DefenderClient extends DefenderCollections {}
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging
export class DefenderClient {
  /** The quota that its calls are kept within. */
  readonly quota: Quota;

  /**
   * @param credential - A token, a function that gives one, or a credential of `@azure/identity`.
   * @throws {@link DefenderError} `InvalidArgument` for an option that cannot work, or that there is not.
   */
  constructor(credential: Credential, options: DefenderClientOptions = {}) {
    const runtime = createRuntime(service, credential, options);
    this.quota = runtime.quota;
    Object.assign(this, makeCollections(collections, operations, runtime));
  }
}
