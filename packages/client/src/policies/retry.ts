import { sleep } from '../core/abort.ts';
import type { Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import type { PipelineRequest, Policy } from '../core/policy.ts';
import { isDefenderError, type DefenderError } from '../errors/defender-error.ts';
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
  { clock, random, quota, emit }: { clock: Clock; random: () => number; quota: Quota; emit: Emit },
): Policy {
  function retryAfter({ headers }: DefenderError): number {
    const value = headers?.get('retry-after');
    if (!value) return 0;
    const asked = parseRetryAfter(value, clock.now());
    if (asked === undefined)
      warn('RetryAfterUnreadable', `Retry-After is neither seconds nor a date and is ignored: ${value.slice(0, 50)}`);
    else if (asked > maxRetryAfter)
      warn('RetryAfterCapped', `Retry-After asks for ${asked} ms; ${maxRetryAfter} ms are waited.`);
    return Math.min(asked ?? 0, maxRetryAfter);
  }
  const warn = (code: 'RetryAfterUnreadable' | 'RetryAfterCapped', message: string) =>
    emit?.({ type: 'warning', code, message });

  return async (request, next) => {
    const { attempts, clientRequestId } = request.call;
    for (let repeated = 0; ; repeated++) {
      try {
        return await next(request);
      } catch (error) {
        if (!isDefenderError(error)) throw error;
        const { code, statusCode } = error;
        const backoff = Math.min(maxDelay, delay * 2 ** repeated) * (0.5 + random() / 2);
        const askedMs = error.transient ? retryAfter(error) : 0;
        const waitedMs = Math.ceil(Math.max(askedMs, backoff));
        const { operationId } = request.operation;
        if (code === 'Throttled') await quota.pause(operationId, waitedMs);
        if (!mayRepeat(request, error, askedMs) || repeated >= maxRetries) {
          if (request.call.sent) attempts.push({ code, statusCode });
          error.attempts = [...attempts];
          throw error;
        }
        attempts.push({ code, statusCode, waitedMs });
        emit?.({ type: 'retry', operationId, clientRequestId, code, statusCode, delayMs: waitedMs });
        await sleep(clock, waitedMs, request.abortSignal);
      }
    }
  };
}

const mayRepeat = (
  { operation, maxWait = Infinity }: PipelineRequest,
  error: DefenderError,
  askedMs: number,
): boolean => error.transient && idempotent.test(operation.method) && askedMs <= maxWait;
