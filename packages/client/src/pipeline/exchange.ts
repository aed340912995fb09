import { abortError, throwIfAborted } from '../core/abort.ts';
import { redactTokens } from '../core/redact.ts';
import { callError } from './call-error.ts';
import { errorFromResponse } from './from-response.ts';
import { networkError } from './network-error.ts';
import type { AnswerKind } from './operation.ts';
import type { PipelineRequest, PipelineResponse, SendRequest } from './policy.ts';

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The end of the pipeline: one request, one whole body, parsed.
 *
 * @param audiences - What a token has to be for, to be accepted.
 * @param userAgent - What the client calls itself.
 * @param fetch - The caller's; without one the global `fetch` is looked up at each call, so that a test may replace it.
 */
export const createExchange =
  (audiences: readonly string[], userAgent: string, fetch: Fetch | undefined): SendRequest =>
  async (request) => {
    const { url, abortSignal, operation, body, names, call } = request;
    let response: Response;
    let text: string;
    const headers: Record<string, string> = {
      accept: 'application/json',
      'user-agent': userAgent,
      'x-ms-client-request-id': names.clientRequestId,
      authorization: `Bearer ${call.token}`,
    };
    if (body !== undefined) headers['content-type'] = 'application/json';
    for (const [name, value] of Object.entries(operation.headers ?? {}))
      if (value !== undefined) headers[name.toLowerCase()] ??= value;
    // What was given up meanwhile, while a token was fetched, must not go out after all.
    throwIfAborted(abortSignal);
    try {
      call.sent++;
      call.mayHaveArrived = true;
      request.onSend?.();
      response = await (fetch ?? globalThis.fetch)(url, {
        // What is left out here would be inherited, where `Object.prototype` is polluted.
        __proto__: null,
        method: operation.method,
        headers,
        body: body ?? null,
        signal: abortSignal ?? null,
        // A redirect is never followed: the token would go wherever it leads.
        redirect: 'manual',
      } as RequestInit);
      // What fetch would have thrown: it has neither a status nor a body.
      if (response.type === 'error') throw new TypeError('no answer');
      request.onDate?.(response.headers.get('date'));
      // The status of a refusal counts, whatever becomes of its words.
      text = await (response.ok ? response.text() : response.text().catch(() => ''));
    } catch (error) {
      throw abortSignal?.aborted ? abortError(abortSignal) : networkError(request, error);
    }
    if (response.ok) return readAnswer(request, response.status, text);
    if (hadNoEffect(response.status)) call.mayHaveArrived = false;
    throwIfAborted(abortSignal);
    throw errorFromResponse(request, response, text, audiences);
  };

/** Whether a refusal says that nothing was done: the service has read the request (RFC 9110, section 15.5). A 408 says that it has not. */
const hadNoEffect = (status: number): boolean => status >= 400 && status < 500 && status !== 408;

function readAnswer(request: PipelineRequest, status: number, text: string): PipelineResponse {
  const { answer } = request.spec;
  if (answer === 'nothing') return { status, body: undefined };
  let body: unknown;
  let problem: string | undefined;
  try {
    body = JSON.parse(text);
    problem = problemOf(body, answer);
  } catch {
    problem = 'JSON';
  }
  if (!problem) return { status, body };
  throw callError(
    request,
    'ProtocolError',
    `${status} with a body that is not ${problem}: ${redactTokens(text, request.call.token).slice(0, 200) || '(empty)'}`,
    // What begins as the answer, or not at all, and ends too early was cut off on the way; what begins as something else comes again.
    { statusCode: status, transient: body === undefined && status !== 204 && /^\s*(\{|$)/.test(text) },
  );
}

/** What a body should have been, and is not. */
function problemOf(body: unknown, answer: AnswerKind): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'an object';
  const names = Object.keys(body);
  if (answer === 'collection')
    return Array.isArray((body as { value?: unknown }).value) ? undefined : 'a collection with an array as "value"';
  if (answer === 'value') return names.includes('value') ? undefined : 'an object with a "value"';
  // A property of an entity may have the name `error`; an error has nothing else.
  return names.includes('error') && names.every((name) => name === 'error' || name.startsWith('@'))
    ? 'an entity'
    : undefined;
}
