import type { EmulatorClock } from '../time/clock.ts';
import { spend } from '../time/spend.ts';
import type { Answer, ServiceRequest } from '../service/answer.ts';

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

/** A body that arrives in two halves, the second when its time has come. */
function trickling(
  body: string,
  ms: number,
  clock: EmulatorClock,
  abortSignal?: AbortSignal,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  const half = bytes.length >>> 1;
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      if (first) {
        first = false;
        controller.enqueue(bytes.subarray(0, half));
        return;
      }
      await spend(clock, ms, abortSignal);
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
  });
}

/** An answer as a web `Response`; a broken connection is a network error. */
export function toWebResponse(
  answer: Answer,
  method: string,
  clock: EmulatorClock,
  abortSignal?: AbortSignal,
): Response {
  if (answer.broken === true) return Response.error();
  const { status, headers, body, trickle } = answer;
  const bodiless = method === 'HEAD' || BODILESS.has(status);
  const content = bodiless ? null : trickle === undefined ? body : trickling(body, trickle, clock, abortSignal);
  return new Response(content, { status, headers });
}

/**
 * Makes a `fetch` over the emulator.
 *
 * @param handle What answers.
 * @param clock What a slow body takes its time from.
 */
export function toFetch(
  handle: (request: ServiceRequest) => Promise<Answer>,
  clock: EmulatorClock,
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const answer = await handle(fromWebRequest(request));
    request.signal.throwIfAborted();
    if (answer.broken === true) throw new TypeError('fetch failed: the connection broke, as the emulator was told');
    return toWebResponse(answer, request.method, clock, request.signal);
  };
}
