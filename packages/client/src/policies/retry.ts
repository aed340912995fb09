import { checkNumber } from '../core/check-number.ts';
import { sleep, type Clock } from '../core/clock.ts';
import type { Emit, WarningEvent } from '../core/events.ts';
import type { PipelineRequest, PipelineResponse, Policy, SendRequest } from '../pipeline/policy.ts';
import { isDefenderError, type DefenderError } from '../errors/defender-error.ts';
import type { Quota } from '../quota/quota.ts';
import { parseRetryAfter } from './retry-after.ts';
import { readThrottleWords, throttledWait } from './throttling.ts';

/** How calls are repeated. */
export interface RetryOptions {
  /** How often a call is repeated at most; 0 for never. Default: 5. */
  readonly maxRetries?: number;
  /** The first delay, in milliseconds, before jitter; each next one is twice as long. Default: 500. */
  readonly delay?: number;
  /** The longest of these delays, in milliseconds. Default: 60,000. */
  readonly maxDelay?: number;
  /** The longest wait that the service may ask for, in milliseconds; a longer one is cut and told as a warning. Default: an hour. */
  readonly maxRetryAfter?: number;
}

/** What may be sent twice without another effect. Anything else is sent again only where it is certain that it had none. */
const reading = /^(GET|HEAD)$/;

/**
 * Repeats what may succeed the next time, after the longer of what the service asks for and an exponential delay with jitter (from half
 * of it to all of it). A 429 also pauses every other call of the operation for that time.
 *
 * A write is repeated after a 429, and where it cannot have reached the service; after any other failure it may have been done.
 */
export function retryPolicy(
  options: RetryOptions,
  clock: Clock,
  random: () => number,
  quota: Quota,
  emit: Emit,
): Policy {
  const { maxRetries = 5, delay = 500, maxDelay = 60_000, maxRetryAfter = 3_600_000 } = options;
  for (const [name, value] of Object.entries({ maxRetries, delay, maxDelay, maxRetryAfter }))
    checkNumber(`retry.${name}`, value);

  const warn = (code: WarningEvent['code'], message: string) => emit?.({ type: 'warning', code, message });

  /** What `Retry-After` asks for, in milliseconds; undefined where there is none that can be read. */
  function askedBy(headers: Headers | undefined): number | undefined {
    const value = headers?.get('retry-after');
    if (!value) return undefined;
    // A date is meant by the service's clock, where the answer says what that is.
    const askedMs = parseRetryAfter(value, Date.parse(headers?.get('date') ?? '') || clock.now());
    if (!Number.isNaN(askedMs)) return askedMs;
    warn(
      'RetryAfterUnreadable',
      `Retry-After is neither seconds nor a date, and is passed over: ${value.slice(0, 50)}`,
    );
    return undefined;
  }

  /** How long the service is to be left alone, in milliseconds; undefined where it does not say, and no window does. */
  function heldFor({ error, request, times }: Failure): number | undefined {
    let askedMs = askedBy(error.headers);
    if (error.code === 'Throttled') {
      const { againMs, windowMs } = readThrottleWords(error.message);
      const { rateLimits } = request.spec;
      askedMs = throttledWait({ askedMs: askedMs ?? againMs, windowMs, limits: rateLimits, times, maxRetries });
    }
    if (askedMs === undefined || askedMs <= maxRetryAfter) return askedMs;
    warn(
      'RetryAfterCapped',
      `A wait of ${askedMs} ms is longer than maxRetryAfter, and is cut to ${maxRetryAfter} ms.`,
    );
    return maxRetryAfter;
  }

  const tellPauseFailed = ({ message }: Error) =>
    warn('QuotaPauseFailed', `Other calls are not held back after a 429: ${message}`);

  /**
   * @param retries - How often it was repeated.
   * @param times - How often in a row it was throttled.
   */
  function attempt(
    request: PipelineRequest,
    next: SendRequest,
    retries: number,
    times: number,
  ): Promise<PipelineResponse> {
    request.call.mayHaveArrived = false;
    return next(request).catch(async (error: unknown) => {
      if (!isDefenderError(error)) throw error;
      const { names, call, operation, maxWait = Infinity } = request;
      const { code, statusCode, transient } = error;
      const isThrottled = code === 'Throttled';
      const heldMs = (transient && heldFor({ error, request, times })) || 0;
      if (heldMs) Object.assign(error, { retryAfterMs: heldMs });
      const backoff = Math.min(maxDelay, delay * 2 ** retries || 0) * (0.5 + random() / 2);
      const waitedMs = Math.ceil(Math.max(heldMs, backoff));
      // Not waited for: it must not hide the answer that it is for.
      if (isThrottled) quota.pause(names.operationId, waitedMs).catch(tellPauseFailed);
      // A service that throttles is waited for, whether or not it says for how long.
      const countedMs = isThrottled ? waitedMs : heldMs;
      const isTooLong = countedMs > Math.max(0, maxWait - call.waitedMs);
      const isSafe = reading.test(operation.method) || isThrottled || !call.mayHaveArrived;
      if (!transient || retries >= maxRetries || isTooLong || !isSafe) throw error;
      const last = call.attempts.pop();
      if (last) call.attempts.push({ ...last, waitedMs: (last.waitedMs ?? 0) + waitedMs });
      call.waitedMs += countedMs;
      emit?.({ type: 'retry', ...names, code, statusCode, delayMs: waitedMs });
      await sleep(clock, waitedMs, request.abortSignal);
      return attempt(request, next, retries + 1, isThrottled ? times + 1 : 0);
    });
  }
  return (request, next) => attempt(request, next, 0, 0);
}

/** A call that failed and may be repeated. */
interface Failure {
  readonly error: DefenderError;
  readonly request: PipelineRequest;
  /** How often in a row it was throttled before. */
  readonly times: number;
}
