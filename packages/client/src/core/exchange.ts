import { callError } from '../errors/call-error.ts';
import type { DefenderError } from '../errors/defender-error.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import { abortError, throwIfAborted } from './abort.ts';
import { specOf, type PipelineRequest, type PipelineResponse, type SendRequest } from './policy.ts';
import { redactTokens } from './redact.ts';

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The end of the pipeline: one request, one whole body, parsed.
 *
 * @param userAgent - What the client calls itself.
 * @param fetch - The caller's; without one the global `fetch` is looked up at each call, so that a test may replace it.
 */
export const createExchange =
  (userAgent: string, fetch: Fetch | undefined): SendRequest =>
  async (request) => {
    const { url, abortSignal, operation, names, call } = request;
    let response: Response;
    let text: string;
    try {
      call.sent++;
      response = await (fetch ?? globalThis.fetch)(url, {
        method: operation.method,
        headers: {
          accept: 'application/json',
          'user-agent': userAgent,
          'x-ms-client-request-id': names.clientRequestId,
          authorization: `Bearer ${call.token}`,
        },
        signal: abortSignal ?? null,
        // A redirect is never followed: the token would go wherever it leads.
        redirect: 'manual',
      });
      // What fetch would have thrown: it has neither a status nor a body.
      if (response.type === 'error') throw new TypeError('no answer');
      const reading = response.text();
      // The status of a refusal counts, whatever becomes of its words.
      text = await (response.ok ? reading : reading.catch(() => ''));
    } catch (error) {
      throw abortSignal?.aborted ? abortError(abortSignal) : networkError(request, error);
    }
    if (response.ok) return readAnswer(request, response.status, text);
    throwIfAborted(abortSignal);
    throw errorFromResponse(request, response, text);
  };

function readAnswer(request: PipelineRequest, status: number, text: string): PipelineResponse {
  let body: unknown;
  let problem: string | undefined;
  try {
    body = JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) problem = 'an object';
    // Only a collection can be filtered.
    else if (specOf(request).queryOptions.includes('$filter') && !Array.isArray((body as { value?: unknown }).value))
      problem = 'a collection with an array as "value"';
    // An error is none of the keys that nobody knows yet: what has an ID may have such a one.
    else if ('error' in body && !('id' in body) && !('value' in body)) problem = 'an entity';
  } catch {
    problem = 'JSON';
  }
  if (!problem) return { status, body };
  throw callError(
    request,
    'ProtocolError',
    `${status} with a body that is not ${problem}: ${redactTokens(text, request.call.token).slice(0, 200) || '(empty)'}`,
    // What begins as the answer, or not at all, and ends too early was cut off on the way; what begins as something else comes again.
    { statusCode: status, transient: body === undefined && /^\s*(\{|$)/.test(text) },
  );
}

/** `fetch` hides what happened in the cause of the cause; the code (`ECONNRESET`) is what a person looks up. */
function networkError(request: PipelineRequest, cause: unknown): DefenderError {
  const { cause: inner, name } = (cause ?? {}) as { cause?: { code?: unknown }; name?: unknown };
  return callError(
    request,
    'NetworkError',
    `no whole answer from ${new URL(request.url).origin} (${inner?.code ?? name ?? 'no answer'}).`,
    { cause, transient: true },
  );
}
