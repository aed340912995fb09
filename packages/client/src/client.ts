import type { Credential } from './auth/credential.ts';
import type { DefenderClientOptions } from './client-options.ts';
import { createRuntime } from './create-runtime.ts';
import { operations } from './generated/operations.gen.ts';
import { audiences, clouds, scope } from './generated/service.gen.ts';
import { MachineActions } from './machine-actions.ts';
import type { Quota } from './quota/quota.ts';

const service = { operations, clouds, scope, audiences };

/**
 * A client of the machine-actions API: typed, within the service's quota, and patient.
 *
 * @example
 * const client = new DefenderClient(new DefaultAzureCredential(), { cloud: 'eu' });
 * const failed = await client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed'))).toArray();
 */
export class DefenderClient {
  /** The machine actions of the tenant. */
  readonly machineActions: MachineActions;
  /** The quota that its calls are kept within. */
  readonly quota: Quota;

  /**
   * @param credential - A token, a function that gives one, or a credential of `@azure/identity`.
   * @throws {@link DefenderError} `InvalidArgument` for an option that cannot work, or that there is not.
   */
  constructor(credential: Credential, options: DefenderClientOptions = {}) {
    const runtime = createRuntime(service, credential, options);
    this.quota = runtime.quota;
    this.machineActions = new MachineActions(runtime);
  }
}
