import { bytesOf, type Answer, type ServiceRequest } from '../service/answer.ts';

/** Statuses whose responses have no body (Fetch, section 2.2.3). */
const BODILESS = new Set([204, 205, 304]);

/** A web `Request` as the emulator takes it. */
export function fromWebRequest(request: Request): ServiceRequest {
  return {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    abortSignal: request.signal,
  };
}

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
export function toWebResponse(answer: Answer, { method, signal }: Pick<Request, 'method' | 'signal'>): Response {
  if (answer.broken === true) return Response.error();
  const { status, headers, pause } = answer;
  if (method === 'HEAD' || BODILESS.has(status)) return new Response(null, { status, headers });
  if (pause === undefined) return new Response(answer.body, { status, headers });
  return new Response(inHalves(bytesOf(answer), pause, signal), { status, headers });
}

/**
 * Makes a `fetch` over the emulator.
 *
 * @param handle What answers.
 */
export function toFetch(handle: (request: ServiceRequest) => Promise<Answer>): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const answer = await handle(fromWebRequest(request));
    request.signal.throwIfAborted();
    if (answer.broken === true) throw new TypeError('fetch failed: the connection broke, as the emulator was told');
    return toWebResponse(answer, request);
  };
}
