import type { Clock } from '../core/clock.ts';
import type { Emit, ResponseEvent } from '../core/events.ts';
import type { Policy } from '../pipeline/policy.ts';
import { redactFilter } from '../core/redact.ts';
import { isDefenderError } from '../errors/defender-error.ts';

/** Tells of each attempt, without the token, and without the values of a filter unless they are asked for. */
export const observePolicy =
  (emit: NonNullable<Emit>, clock: Clock, logFilterValues: boolean): Policy =>
  async (request, next) => {
    const { names, operation, call } = request;
    const started = clock.now();
    const told = (statusCode: number | undefined, code?: ResponseEvent['code']) =>
      emit({ ...names, type: 'response', statusCode, code, durationMs: Math.max(0, clock.now() - started) });
    emit({
      ...names,
      type: 'request',
      method: operation.method,
      url: readable(request.url, logFilterValues),
      attempt: call.sent + 1,
    });
    try {
      const response = await next(request);
      told(response.status);
      return response;
    } catch (error) {
      if (isDefenderError(error)) told(error.statusCode, error.code);
      throw error;
    }
  };

/**
 * A URL with its query decoded, as this client has encoded it. What counts rows filters nothing; what the options of a next link hold
 * is the service's to know.
 */
const readable = (url: string, logFilterValues: boolean): string =>
  url.replace(/(?<=[?&]([^=&]*)=)[^&]*/g, (encoded, name: string) => {
    const value = decodeURIComponent(encoded);
    if (logFilterValues || (/^\$(top|skip)$/.test(name) && /^\d+$/.test(value))) return value;
    return name === '$filter' ? redactFilter(value) : '…';
  });
