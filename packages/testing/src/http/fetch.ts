import { EmulatorError } from '../support/errors.ts';
import { bytesOf, type Answer, type ServiceRequest } from './answer.ts';
import { anyOrigin, askAcrossOrigins } from './cross-origin.ts';

/** Statuses whose responses have no body (Fetch, section 2.2.3). */
const BODILESS = new Set([204, 205, 304]);

/**
 * The headers of a request. A page may not set some of them (Fetch, "forbidden request-header"), and happy-dom's own `Request`, which msw 2
 * takes there, hides them: what the page's own browser would have said stands in for them.
 */
function headersOf({ headers, method }: Request): Readonly<Record<string, string>> {
  const seen = Object.fromEntries(headers);
  const { location: page } = globalThis as { readonly location?: { readonly origin: string } };
  if ('origin' in seen || page === undefined) return seen;
  return { ...seen, origin: page.origin, ...(method === 'OPTIONS' && { 'access-control-request-method': '*' }) };
}

/** A web `Request` as the emulator takes it. */
const fromWebRequest = (request: Request, body: string): ServiceRequest => ({
  method: request.method,
  url: request.url,
  headers: headersOf(request),
  ...(body !== '' && { body }),
  abortSignal: request.signal,
});

/** A body that arrives in two halves, the second after a pause. */
function inHalves(
  bytes: Uint8Array,
  pause: (abortSignal?: AbortSignal) => Promise<void>,
  abortSignal?: AbortSignal,
): ReadableStream<Uint8Array> {
  const half = bytes.length >>> 1;
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      if (first) {
        first = false;
        controller.enqueue(bytes.subarray(0, half));
        return;
      }
      await pause(abortSignal);
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
  });
}

/** An answer as a web `Response`; a broken connection is a network error. */
function toWebResponse(answer: Answer, { method, signal }: Pick<Request, 'method' | 'signal'>): Response {
  if (answer.broken === true) return Response.error();
  const { status, headers, pause } = answer;
  if (method === 'HEAD' || BODILESS.has(status)) return new Response(null, { status, headers });
  if (pause === undefined) return new Response(answer.body, { status, headers });
  return new Response(inHalves(bytesOf(answer), pause, signal), { status, headers });
}

/** What answers a request: an emulator, or what stands in its place. */
export type Handle = (request: ServiceRequest) => Promise<Answer>;

/**
 * Answers a web `Request`, as the adapters for msw and `fetch` do.
 *
 * @param request The request.
 * @param handle What answers it.
 * @returns The response; `Response.error()` where the connection breaks.
 */
export async function answerWebRequest(request: Request, handle: Handle): Promise<Response> {
  // Where there is no body, the emulator has the request before this function gives back its promise.
  const body = request.body === null ? '' : await request.text();
  return toWebResponse(await askAcrossOrigins(fromWebRequest(request, body), anyOrigin, handle), request);
}

/**
 * Makes a `fetch` over the emulator.
 *
 * @param handle What answers.
 * @throws EmulatorError `NoFetch`, when it is called where there is no `Request`.
 */
export function toFetch(handle: Handle): typeof globalThis.fetch {
  return async (input, init) => {
    if (typeof Request === 'undefined') {
      throw new EmulatorError(
        'NoFetch',
        'There is no Request and no Response here: the environment jsdom of Jest hides those of Node. Use jest-fixed-jsdom, or the environment node.',
      );
    }
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const response = await answerWebRequest(request, handle);
    request.signal.throwIfAborted();
    if (response.type === 'error') throw new TypeError('fetch failed: the connection broke, as the emulator was told');
    return response;
  };
}
