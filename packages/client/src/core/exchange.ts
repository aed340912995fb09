import { DefenderError } from '../errors/defender-error.ts';
import { errorFromResponse, protocolError } from '../errors/from-response.ts';
import { abortError } from './abort.ts';
import type { PipelineRequest, PipelineResponse, SendRequest } from './policy.ts';

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The end of the pipeline: one request, one whole body, parsed.
 *
 * @param fetch - The caller's; without one the global `fetch` is looked up at each call, so that a test may replace it.
 */
export const createExchange =
  (fetch: Fetch | undefined): SendRequest =>
  async (request) => {
    const { url, headers, abortSignal = null, operation, call } = request;
    let response: Response;
    let text: string;
    try {
      call.sent = true;
      // A redirect is never followed: the token would go wherever it leads.
      const init: RequestInit = { method: operation.method, headers, signal: abortSignal, redirect: 'manual' };
      response = await (fetch ?? globalThis.fetch)(url, init);
      text = await response.text();
    } catch (error) {
      throw abortSignal?.aborted ? abortError(abortSignal) : networkError(request, error);
    }
    if (!response.ok) throw errorFromResponse(request, response, text);
    return parse(request, response, text);
  };

function parse(request: PipelineRequest, { status, headers }: Response, text: string): PipelineResponse {
  let body: unknown;
  try {
    body = (request.parseBody ?? JSON.parse)(text);
  } catch {
    // What begins as the answer and ends too early was cut off on the way; what begins as something else comes again.
    throw protocolError(request, status, text, 'a body that is not JSON', text.startsWith('{'));
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw protocolError(request, status, text, 'a body that is not an object');
  if (request.description.collection && !Array.isArray((body as { value?: unknown }).value))
    throw protocolError(request, status, text, 'a body whose "value" is not an array');
  return { status, headers, body };
}

/** `fetch` hides what happened in the cause of the cause; the code (`ECONNRESET`) is what a person looks up. */
function networkError({ operation: { operationId }, url, call }: PipelineRequest, cause: unknown): DefenderError {
  const inner = (cause as { cause?: { code?: unknown } } | undefined)?.cause?.code;
  const what = typeof inner === 'string' ? inner : cause instanceof Error ? cause.name : 'no answer';
  return new DefenderError('NetworkError', `${operationId}: no whole answer from ${new URL(url).origin} (${what}).`, {
    cause,
    clientRequestId: call.clientRequestId,
    operationId,
    transient: true,
  });
}
