import type { Credential } from './auth/credential.ts';
import { createTokens } from './auth/tokens.ts';
import type { DefenderClientOptions } from './client-options.ts';
import { checkNumber } from './core/check-number.ts';
import { checkOptions } from './core/check-options.ts';
import { systemClock } from './core/clock.ts';
import { resolveEndpoint } from './core/endpoint.ts';
import { createEmit } from './core/events.ts';
import { createExchange } from './core/exchange.ts';
import { compose } from './core/policy.ts';
import { createTransport } from './core/transport.ts';
import { userAgent } from './core/user-agent.ts';
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

const optionNames = [
  'cloud',
  'endpoint',
  'scope',
  'fetch',
  'retry',
  'quota',
  'timeout',
  'maxUrlLength',
  'logger',
  'onEvent',
  'logFilterValues',
  'tracer',
  'userAgentPrefix',
  'clock',
  'random',
] as const satisfies readonly (keyof DefenderClientOptions)[];

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
    checkOptions('DefenderClient', options, optionNames);
    const {
      clock = systemClock,
      random = Math.random,
      retry = {},
      timeout = {},
      maxUrlLength = 8000,
      tracer,
    } = options;
    checkOptions('timeout', timeout, ['attempt', 'total']);
    checkOptions('retry', retry, ['maxRetries', 'delay', 'maxDelay', 'maxRetryAfter']);
    const { attempt = 100_000, total } = timeout;
    checkNumber('timeout.attempt', attempt, 1);
    if (total !== undefined) checkNumber('timeout.total', total, 1);
    checkNumber('maxUrlLength', maxUrlLength, 1);
    const endpoint = resolveEndpoint(options.cloud, options.endpoint);
    const emit = createEmit(options.logger, options.onEvent);
    const tokens = createTokens(credential, options.scope ?? specScope, clock, emit);
    const quota = options.quota || new Quota({ clock, ...(options.quota === false && { limits: [] }) });
    this.quota = quota;

    // The order matters: every attempt pays the quota, the token is fetched once there is a place for the call, and the
    // time of an attempt begins after both waits.
    const policies = [
      tracer && tracePolicy(tracer),
      total !== undefined && timeoutPolicy(clock, total, 'call'),
      retryPolicy(retry, clock, random, quota, emit),
      // There is no other token than a fixed one.
      typeof credential !== 'string' && challengePolicy(tokens),
      quotaPolicy(quota, clock, emit),
      timeoutPolicy(clock, attempt, 'attempt'),
      authorizePolicy(tokens),
      emit && observePolicy(emit, clock, options.logFilterValues ?? false),
    ];
    const send = compose(
      policies.filter((policy) => !!policy),
      createExchange(userAgent(options.userAgentPrefix), options.fetch),
    );
    const transport = createTransport(endpoint, send);
    this.machineActions = new MachineActions({ endpoint, transport, clock, random, emit, quota, maxUrlLength });
  }
}
