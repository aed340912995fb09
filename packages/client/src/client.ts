import type { Credential } from './auth/credential.ts';
import { TokenCache } from './auth/token-cache.ts';
import type { DefenderClientOptions } from './client-options.ts';
import { systemClock } from './core/clock.ts';
import { resolveEndpoint } from './core/endpoint.ts';
import { createEmit } from './core/events.ts';
import { createExchange } from './core/exchange.ts';
import { compose, type Policy } from './core/policy.ts';
import { createTransport } from './core/transport.ts';
import { userAgent } from './core/user-agent.ts';
import { DefenderError } from './errors/defender-error.ts';
import { scope as specScope } from './generated/service.gen.ts';
import { MachineActions } from './machine-actions.ts';
import { authorizePolicy } from './policies/authorize.ts';
import { challengePolicy } from './policies/challenge.ts';
import { observePolicy } from './policies/observe.ts';
import { quotaPolicy } from './policies/quota.ts';
import { retryPolicy } from './policies/retry.ts';
import { timeoutPolicy } from './policies/timeout.ts';
import { tracePolicy } from './policies/trace.ts';
import { Quota } from './quota/quota.ts';

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
   * @throws {@link DefenderError} `InvalidArgument` for an option that cannot work.
   */
  constructor(credential: Credential, options: DefenderClientOptions = {}) {
    const { clock = systemClock, random = Math.random, retry = {}, timeout = {}, maxUrlLength = 8000 } = options;
    if (!isCredential(credential))
      throw new DefenderError(
        'InvalidArgument',
        'A credential is needed: a token, a function that gives one, or an object with getToken, such as those of @azure/identity.',
      );
    const endpoint = resolveEndpoint(options.cloud, options.endpoint);
    const emit = createEmit(options.logger, options.onEvent);
    const tokens = new TokenCache(credential, options.scope ?? specScope, clock, emit);
    this.quota = options.quota === false ? new Quota({ limits: [], clock }) : (options.quota ?? new Quota({ clock }));

    // The order matters: every attempt pays the quota, the token is fetched once there is a place for the call, and the
    // time of an attempt begins after both waits.
    const policies: readonly (Policy | false | undefined)[] = [
      options.tracer && tracePolicy(options.tracer),
      timeout.total !== undefined && timeoutPolicy(clock, timeout.total, 'call'),
      retryPolicy(retry, { clock, random, quota: this.quota, emit }),
      challengePolicy(tokens),
      quotaPolicy(this.quota, clock, emit),
      timeoutPolicy(clock, timeout.attempt ?? 100_000, 'attempt'),
      authorizePolicy(tokens),
      emit && observePolicy(emit, clock, options.logFilterValues ?? false),
    ];
    const send = compose(
      policies.filter((policy) => !!policy),
      createExchange(options.fetch),
    );
    const transport = createTransport(endpoint, userAgent(options.userAgentPrefix), send);
    this.machineActions = new MachineActions({ endpoint, transport, clock, random, emit, maxUrlLength });
  }
}

const isCredential = (credential: unknown): credential is Credential =>
  typeof credential === 'string' ? credential !== '' : typeof credential === 'function' || hasGetToken(credential);

const hasGetToken = (credential: unknown): boolean =>
  typeof (credential as { getToken?: unknown } | null | undefined)?.getToken === 'function';
