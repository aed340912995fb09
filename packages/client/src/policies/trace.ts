import type { Policy } from '../pipeline/policy.ts';
import { isDefenderError } from '../errors/defender-error.ts';

/** The part of a span of `@opentelemetry/api` that is used. */
export interface Span {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** The part of a tracer of `@opentelemetry/api` that is used; its own tracers fit as they are. */
export interface Tracer {
  startSpan(name: string, options?: { kind?: number; attributes?: Record<string, string | number> }): Span;
}

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of `@opentelemetry/api`, which is not loaded. */
const CLIENT = 2;
const ERROR = 2;

/** What a tracer throws is dropped, as it is with a listener: telling of a call must not break it. */
function quietly<Value>(tell: () => Value): Value | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}

/** Makes a span of each call, with the names that OpenTelemetry has for HTTP. No query: it would hold the values of the filter. */
export const tracePolicy =
  (tracer: Tracer): Policy =>
  async (request, next) => {
    const { operation, spec, url, names, call } = request;
    const { origin, pathname, hostname } = new URL(url);
    const span = quietly(() =>
      tracer.startSpan(names.operationId, {
        kind: CLIENT,
        attributes: {
          'http.request.method': operation.method,
          'server.address': hostname,
          'url.template': spec.path,
          'url.full': origin + pathname,
          'defender.client_request_id': names.clientRequestId,
        },
      }),
    );
    const tell = (name: string, value: string | number | undefined) =>
      value !== undefined && quietly(() => span?.setAttribute(name, value));
    const tellStatus = (status: number | undefined) => tell('http.response.status_code', status);
    try {
      const response = await next(request);
      tellStatus(response.status);
      return response;
    } catch (error) {
      if (isDefenderError(error)) {
        tell('error.type', error.code);
        tellStatus(error.statusCode);
        tell('defender.request_id', error.requestId);
      }
      quietly(() => span?.setStatus({ code: ERROR }));
      throw error;
    } finally {
      tell('http.request.resend_count', Math.max(0, call.sent - 1));
      quietly(() => span?.end());
    }
  };
