import type { Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import type { PipelineRequest, Policy } from '../core/policy.ts';
import { redactFilter } from '../core/redact.ts';
import { isDefenderError } from '../errors/defender-error.ts';

/** Tells of each attempt, without the token, and without the values of a filter unless they are asked for. */
export const observePolicy =
  (emit: NonNullable<Emit>, clock: Clock, logFilterValues: boolean): Policy =>
  async (request, next) => {
    const { operation, call } = request;
    const { operationId, method } = operation;
    const { clientRequestId } = call;
    const started = clock.now();
    const told = (statusCode: number | undefined, code?: ResponseCode) =>
      emit({ type: 'response', operationId, clientRequestId, statusCode, code, durationMs: clock.now() - started });
    emit({
      type: 'request',
      operationId,
      clientRequestId,
      method,
      url: readableUrl(request, logFilterValues),
      attempt: call.attempts.length + 1,
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

type ResponseCode = Extract<Parameters<NonNullable<Emit>>[0], { type: 'response' }>['code'];

function readableUrl({ url, operation: { query = {} } }: PipelineRequest, logFilterValues: boolean): string {
  const options = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = options.map(
    ([name, value]) => `${name}=${logFilterValues || typeof value === 'number' ? value : redactFilter(String(value))}`,
  );
  return url.split('?', 1)[0] + (text.length ? `?${text.join('&')}` : '');
}
