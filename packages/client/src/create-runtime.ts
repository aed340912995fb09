import type { Credential } from './auth/credential.ts';
import { createTokens } from './auth/tokens.ts';
import type { DefenderClientOptions, TimeoutOptions } from './client-options.ts';
import { checkNumber } from './core/check-number.ts';
import { systemClock } from './core/clock.ts';
import { resolveEndpoint } from './core/endpoint.ts';
import { createEmit } from './core/events.ts';
import { ownOptions, type OptionTypes } from './core/own-options.ts';
import { userAgent } from './core/user-agent.ts';
import type { ClientRuntime } from './pipeline/client-runtime.ts';
import { createExchange } from './pipeline/exchange.ts';
import type { ServiceDescription } from './pipeline/operation.ts';
import { compose } from './pipeline/policy.ts';
import { createTransport } from './pipeline/transport.ts';
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
const timeoutTypes: OptionTypes<TimeoutOptions> = { attempt: 'any', total: 'any' };
const retryTypes: OptionTypes<RetryOptions> = {
  maxRetries: 'any',
  delay: 'any',
  maxDelay: 'any',
  maxRetryAfter: 'any',
};

/**
 * What the collections of a client share, the pipeline of its calls among it.
 *
 * @param service - Operations, hosts and the like: nothing here knows them but from it.
 * @throws {@link DefenderError} `InvalidArgument` for an option that cannot work, or that there is not.
 */
export function createRuntime(
  service: ServiceDescription,
  credential: Credential,
  options: DefenderClientOptions,
): ClientRuntime {
  const own = ownOptions('DefenderClient', options, optionTypes);
  const { clock = systemClock, random = Math.random, maxUrlLength = 8000, tracer } = own;
  const { attempt = 100_000, total } = ownOptions('timeout', own.timeout ?? {}, timeoutTypes);
  const retry = ownOptions('retry', own.retry ?? {}, retryTypes);
  checkNumber('timeout.attempt', attempt, 1);
  if (total !== undefined) checkNumber('timeout.total', total, 1);
  checkNumber('maxUrlLength', maxUrlLength, 1);
  const endpoint = resolveEndpoint(service.clouds, own.cloud, own.endpoint);
  const emit = createEmit(own.logger, own.onEvent);
  const tokens = createTokens(credential, own.scope ?? service.scope, clock, emit);
  const limits = own.quota === false && { limits: [] };
  const quota = own.quota || new Quota({ clock, ...limits }, service.operations);

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
    emit && observePolicy(emit, clock, own.logFilterValues ?? false),
  ];
  const send = compose(
    policies.filter((policy) => !!policy),
    createExchange(service.audiences, userAgent(own.userAgentPrefix), own.fetch),
  );
  const transport = createTransport(service.operations, endpoint, send);
  // The global one is looked up at each call, so that a test may replace it.
  const fetch = own.fetch ?? ((url, init) => globalThis.fetch(url, init));
  return { endpoint, transport, fetch, clock, random, emit, quota, maxUrlLength };
}
