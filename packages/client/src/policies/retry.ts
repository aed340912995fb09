import { checkNumber } from '../core/check-number.ts';
import { sleep, type Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import type { PipelineRequest, PipelineResponse, Policy, SendRequest } from '../core/policy.ts';
import { isDefenderError } from '../errors/defender-error.ts';
import type { Quota } from '../quota/quota.ts';
import { parseRetryAfter } from './retry-after.ts';

/** How calls are repeated. */
export interface RetryOptions {
  /** How often a call is repeated at most; 0 for never. Default: 5. */
  readonly maxRetries?: number;
  /** The first delay, in milliseconds, before jitter; each next one is twice as long. Default: 500. */
  readonly delay?: number;
  /** The longest of these delays, in milliseconds. Default: 60,000. */
  readonly maxDelay?: number;
  /** The longest `Retry-After` that is obeyed, in milliseconds; a longer one is cut and told as a warning. Default: an hour. */
  readonly maxRetryAfter?: number;
}

/** The methods that may be sent twice without another effect (RFC 9110, section 9.2.2). */
const idempotent = /^(GET|HEAD|OPTIONS|PUT|DELETE)$/;

/**
 * Repeats what may succeed the next time, after the longer of `Retry-After` and an exponential delay with jitter (from half of it
 * to all of it). A 429 also pauses every other call of the operation for that time.
 */
export function retryPolicy(
  { maxRetries = 5, delay = 500, maxDelay = 60_000, maxRetryAfter = 3_600_000 }: RetryOptions,
  clock: Clock,
  random: () => number,
  quota: Quota,
  emit: Emit,
): Policy {
  for (const [name, value] of Object.entries({ maxRetries, delay, maxDelay, maxRetryAfter }))
    checkNumber(`retry.${name}`, value);

  function retryAfter(headers: Headers | undefined): number {
    const value = headers?.get('retry-after');
    if (!value) return 0;
    // A date is meant by the service's clock, where the answer says what that is.
    const askedMs = parseRetryAfter(value, Date.parse(headers?.get('date') ?? '') || clock.now());
    const obeyedMs = Math.min(askedMs, maxRetryAfter) || 0;
    if (obeyedMs !== askedMs)
      emit?.({
        type: 'warning',
        code: askedMs > maxRetryAfter ? 'RetryAfterCapped' : 'RetryAfterUnreadable',
        message: `Retry-After is neither seconds nor a date within ${maxRetryAfter} ms, and is taken as ${obeyedMs} ms: ${value.slice(0, 50)}`,
      });
    return obeyedMs;
  }

  const tellPauseFailed = ({ message }: Error) =>
    emit?.({
      type: 'warning',
      code: 'QuotaPauseFailed',
      message: `Other calls are not held back after a 429: ${message}`,
    });

  const attempt = (request: PipelineRequest, next: SendRequest, retries: number): Promise<PipelineResponse> =>
    next(request).catch(async (error: unknown) => {
      if (!isDefenderError(error)) throw error;
      const { names, call, operation, maxWait = Infinity } = request;
      const { code, statusCode, transient } = error;
      const askedMs = transient ? retryAfter(error.headers) : 0;
      if (askedMs) Object.assign(error, { retryAfterMs: askedMs });
      const backoff = Math.min(maxDelay, delay * 2 ** retries || 0) * (0.5 + random() / 2);
      const waitedMs = Math.ceil(Math.max(askedMs, backoff));
      // Not waited for: it must not hide the answer that it is for.
      if (code === 'Throttled') quota.pause(names.operationId, waitedMs).catch(tellPauseFailed);
      // A service that throttles is waited for, whether or not it says for how long.
      const countedMs = code === 'Throttled' ? waitedMs : askedMs;
      const isTooLong = countedMs > Math.max(0, maxWait - call.waitedMs);
      if (!transient || retries >= maxRetries || isTooLong || !idempotent.test(operation.method)) throw error;
      const last = call.attempts.pop();
      if (last) call.attempts.push({ ...last, waitedMs: (last.waitedMs ?? 0) + waitedMs });
      call.waitedMs += countedMs;
      emit?.({ type: 'retry', ...names, code, statusCode, delayMs: waitedMs });
      await sleep(clock, waitedMs, request.abortSignal);
      return attempt(request, next, retries + 1);
    });
  return (request, next) => attempt(request, next, 0);
}
