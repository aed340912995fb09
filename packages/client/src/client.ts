import type { Credential } from './auth/credential.ts';
import { createTokens } from './auth/tokens.ts';
import type { DefenderClientOptions, TimeoutOptions } from './client-options.ts';
import { checkNumber } from './core/check-number.ts';
import { ownOptions, type OptionTypes } from './core/own-options.ts';
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
import { retryPolicy, type RetryOptions } from './policies/retry.ts';
import { timeoutPolicy } from './policies/timeout.ts';
import { tracePolicy } from './policies/trace.ts';
import { Quota } from './quota/quota.ts';

const optionTypes: OptionTypes<DefenderClientOptions> = {
  cloud: 'string',
  endpoint: 'string',
  scope: 'string',
  fetch: 'function',
  retry: 'object',
  quota: 'reserve() or false',
  timeout: 'object',
  maxUrlLength: 'any',
  logger: 'object',
  onEvent: 'function',
  logFilterValues: 'boolean',
  tracer: 'startSpan()',
  userAgentPrefix: 'string',
  clock: 'sleep()',
  random: 'function',
};

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
    const own = ownOptions('DefenderClient', options, optionTypes);
    const { clock = systemClock, random = Math.random, retry = {}, timeout = {}, maxUrlLength = 8000, tracer } = own;
    const { attempt = 100_000, total } = ownOptions<TimeoutOptions>('timeout', timeout, {
      attempt: 'any',
      total: 'any',
    });
    checkNumber('timeout.attempt', attempt, 1);
    if (total !== undefined) checkNumber('timeout.total', total, 1);
    checkNumber('maxUrlLength', maxUrlLength, 1);
    const endpoint = resolveEndpoint(own.cloud, own.endpoint);
    const emit = createEmit(own.logger, own.onEvent);
    const tokens = createTokens(credential, own.scope ?? specScope, clock, emit);
    const quota = own.quota || new Quota({ clock, ...(own.quota === false && { limits: [] }) });
    this.quota = quota;

    // The order matters: every attempt pays the quota, the token is fetched once there is a place for the call, and the
    // time of an attempt begins after both waits.
    const policies = [
      tracer && tracePolicy(tracer),
      total !== undefined && timeoutPolicy(clock, total, 'call'),
      retryPolicy(
        ownOptions<RetryOptions>('retry', retry, {
          maxRetries: 'any',
          delay: 'any',
          maxDelay: 'any',
          maxRetryAfter: 'any',
        }),
        clock,
        random,
        quota,
        emit,
      ),
      // There is no other token than a fixed one.
      typeof credential !== 'string' && challengePolicy(tokens),
      quotaPolicy(quota, clock, emit),
      timeoutPolicy(clock, attempt, 'attempt'),
      authorizePolicy(tokens),
      emit && observePolicy(emit, clock, own.logFilterValues ?? false),
    ];
    const send = compose(
      policies.filter((policy) => !!policy),
      createExchange(userAgent(own.userAgentPrefix), own.fetch),
    );
    const transport = createTransport(endpoint, send);
    this.machineActions = new MachineActions({ endpoint, transport, clock, random, emit, quota, maxUrlLength });
  }
}
