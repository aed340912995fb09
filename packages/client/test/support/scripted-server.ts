import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fetch } from '../../src/index.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What the server does with one request. */
export type Step = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine that takes one step for each request, the last one for ever. Its end is the test's end. */
export async function scriptedServer(...steps: readonly Step[]) {
  const requests: { readonly url: string; readonly authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    // The time of this machine is not the test's.
    response.sendDate = false;
    requests.push({ url: decodeURIComponent(request.url ?? ''), authorization: request.headers.authorization });
    (steps[requests.length - 1] ?? steps.at(-1))?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const answer =
  (body: string | Uint8Array, status = 200, headers: Record<string, string> = {}): Step =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

export const answerJson = (body: unknown, status = 200, headers: Record<string, string> = {}): Step =>
  answer(JSON.stringify(body), status, headers);

/** The real `fetch`, under which a virtual clock stands still, from the request to the last byte of the body. */
export function timelessFetch(clock: VirtualClock): Fetch {
  return async (url, init) => {
    clock.busy++;
    let isBusy = true;
    const done = () => {
      if (isBusy) clock.busy--;
      isBusy = false;
    };
    try {
      const response = await fetch(url, init);
      const { text, arrayBuffer } = response;
      return Object.assign(response, {
        text: () => text.call(response).finally(done),
        arrayBuffer: () => arrayBuffer.call(response).finally(done),
      });
    } catch (error) {
      done();
      throw error;
    }
  };
}

/** A promise that is resolved from outside. */
export function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: (() => void) | undefined;
  const promise = new Promise<void>((given) => {
    resolve = given;
  });
  return { promise, resolve: () => resolve?.() };
}
