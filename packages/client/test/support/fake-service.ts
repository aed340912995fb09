import { DefenderClient, type DefenderClientOptions, type Fetch } from '../../src/index.ts';
import { VirtualClock } from './virtual-clock.ts';

/** One request that the client sent. */
export interface SentRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  /** The query option, decoded. */
  option(name: string): string | null;
}

/** What a fake service answers with: JSON for 200, a whole response, or an error to throw. */
export type Answer = object | Response | Error;

/** An answer that is there at once: a real one is read in several turns of the event loop, in which a virtual clock would run on. */
export function text(body: string, status = 200, headers: Record<string, string> = {}): Response {
  const answer = {
    status,
    ok: status >= 200 && status < 300,
    type: 'basic',
    headers: new Headers(headers),
    text: async () => body,
    arrayBuffer: async () => new TextEncoder().encode(body).buffer,
  };
  return answer as unknown as Response;
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  text(JSON.stringify(body), status, { 'content-type': 'application/json', ...headers });

export const serviceError = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  json({ error: { code, message: `${code} in words`, target: `target-${status}` } }, status, headers);

/** A `fetch` that answers from a function, and keeps what it was asked. */
export function fakeFetch(
  answer: (request: SentRequest, index: number) => Answer | Promise<Answer>,
): Fetch & { readonly sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const fetch: Fetch = async (url, init) => {
    init.signal?.throwIfAborted();
    const parsed = new URL(url);
    const request: SentRequest = {
      url: parsed,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      option: (name) => parsed.searchParams.get(name),
    };
    sent.push(request);
    const given = await answer(request, sent.length - 1);
    if (given instanceof Error) throw given;
    return 'text' in given ? given : json(given);
  };
  return Object.assign(fetch, { sent });
}

/** A client on a virtual clock, without jitter, and its fake service. */
export function setUp(
  answer: (request: SentRequest, index: number) => Answer | Promise<Answer>,
  options: DefenderClientOptions = {},
) {
  const clock = new VirtualClock();
  const fetch = fakeFetch(answer);
  const client = new DefenderClient('secret-token', { clock, fetch, random: () => 1, ...options });
  return { client, clock, fetch, sent: fetch.sent };
}

/** Rows with ascending IDs, oldest first. */
export const rows = (
  count: number,
  from = 0,
): { readonly id: string; readonly creationDateTimeUtc: string; readonly status: string }[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `id-${String(from + index).padStart(6, '0')}`,
    creationDateTimeUtc: `2026-01-01T00:00:00.${String(from + index).padStart(7, '0')}Z`,
    status: 'Succeeded',
  }));

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('The promise did not reject.');
}
