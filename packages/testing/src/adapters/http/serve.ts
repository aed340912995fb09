import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askAcrossOrigins } from '../../http/cross-origin.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { EmulatorError } from '../../support/errors.ts';
import type { Answer, ServiceRequest } from '../../http/answer.ts';
import { errorAnswer, plainError } from '../../http/error-answers.ts';
import { ownOptions } from '../../support/own-options.ts';
import { answerUnparsed } from './answer-unparsed.ts';
import { hostRule, isLoopback, originRule } from './callers.ts';
import { LONGEST_BODY, readBody } from './read-body.ts';
import { writeAnswer } from './write-answer.ts';

/** Where a server listens. */
export interface ServeOptions {
  /** The port, 0 to 65,535; 0 takes a free one. Default: 0. */
  readonly port?: number;
  /** The host. Default: `127.0.0.1`. */
  readonly host?: string;
  /** Whether others than this machine may call: an emulator is for tests, so it must be said. Default: false. */
  readonly allowRemote?: boolean;
  /** Whose pages may ask beside those of this machine: origins such as `https://app.example`, or `'*'` for all. Default: none. */
  readonly allowOrigins?: readonly string[];
  /** By which names it may be called beside those of this machine and of the service, and addresses. Default: none. */
  readonly allowHosts?: readonly string[];
}

/** A server that listens. */
export interface EmulatorServer {
  /** Where: `http://127.0.0.1:49152`, without a slash at the end. */
  readonly url: string;
  /** Ends it at once, open connections and all. */
  close(): Promise<void>;
}

/** How many bytes a request's line and headers may have: filters get long, and the other doors take any length. */
const LONGEST_HEAD = 2 ** 20;

const NAMES = [
  'port',
  'host',
  'allowRemote',
  'allowOrigins',
  'allowHosts',
] as const satisfies readonly (keyof ServeOptions)[];

const isText = (value: unknown): boolean => typeof value === 'string';

function checkNames(option: 'allowOrigins' | 'allowHosts', names: unknown, right: (name: string) => boolean): void {
  const example = option === 'allowOrigins' ? 'https://app.example' : 'emulator.test';
  // From JavaScript anything can come.
  if (!Array.isArray(names) || !names.every(isText)) {
    throw new EmulatorError('InvalidOption', `${option} must be a list of texts, such as ['${example}'].`);
  }
  const wrong = (names as readonly string[]).find((name) => !right(name));
  if (wrong === undefined) return;
  throw new EmulatorError('InvalidOption', `${option} holds '${wrong}'; give something such as '${example}'.`);
}

/** Whether a text is an origin as a browser sends it, `null` of a file or a sandboxed frame included. */
const isOrigin = (text: string): boolean =>
  text === '*' || text === 'null' || (URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''));
const isHostName = (text: string): boolean => /^[\w-]+(?:\.[\w-]+)*$/.test(text);

function readOptions(given: ServeOptions): ServeOptions {
  const options = ownOptions('serve', given, NAMES);
  const { port = 0, host = '127.0.0.1', allowRemote = false, allowOrigins = [], allowHosts = [] } = options;
  checkNames('allowOrigins', allowOrigins, isOrigin);
  checkNames('allowHosts', allowHosts, isHostName);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new EmulatorError('InvalidOption', `port is ${String(port)}; it must be a whole number from 0 to 65535.`);
  }
  if (!isLoopback(host) && !allowRemote) {
    throw new EmulatorError(
      'NotLoopback',
      `${host} is not an address of this machine alone. Listen on 127.0.0.1, or allow remote callers in so many words (allowRemote, --allow-remote).`,
    );
  }
  return options;
}

/** Reads the URL as the caller wrote it, by the `Host` it sent. Undefined for what is no URL. */
function createUrlReader(
  ownUrl: string,
): (request: { readonly url: string; readonly headers: Readonly<Record<string, string>> }) => string | undefined {
  // Most callers send the same host each time.
  let host: string | undefined;
  let origin = ownUrl;
  return ({ headers, url }) => {
    if (headers['host'] !== host) {
      host = headers['host'];
      const base = `http://${host ?? ''}`;
      origin = URL.canParse(base) ? new URL(base).origin : ownUrl;
    }
    if (url.startsWith('/')) return new URL(`${origin}${url}`).href;
    // A proxy's request line has the whole URL.
    return URL.canParse(url, origin) ? new URL(url, origin).href : undefined;
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(request.headers)) {
    const value = request.headers[name];
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return headers;
}

/** A signal that a caller went away, for who waits: most answers wait for nothing, and never make one. */
function createGoneSignal(response: ServerResponse): () => AbortSignal {
  let gone: AbortController | undefined;
  return () => {
    if (gone !== undefined) return gone.signal;
    const controller = new AbortController();
    gone = controller;
    const abort = (): void => {
      // Closed after its end, as every response is: nobody went away.
      if (!response.writableFinished) controller.abort();
    };
    if (response.closed) abort();
    else response.once('close', abort);
    return controller.signal;
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === 'EADDRINUSE'
          ? `Port ${String(port)} of ${host} is in use. Choose another one, or 0 for any that is free.`
          : `Cannot listen on port ${String(port)} of ${host}: ${cause.message}.`;
      reject(new EmulatorError(cause.code === 'EADDRINUSE' ? 'PortInUse' : 'InvalidOption', message, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

/**
 * Serves an emulator over HTTP, for clients in any language.
 *
 * @param emulator The emulator; others of its doors stay open.
 * @param given Where to listen. Default: a free port of 127.0.0.1.
 * @throws EmulatorError `PortInUse`, `NotLoopback`, `InvalidOption`.
 *
 * @example
 * const server = await serve(createEmulator());
 * const response = await fetch(`${server.url}/api/machineactions?$top=2`);
 * await server.close();
 */
export async function serve(emulator: Emulator, given: ServeOptions = {}): Promise<EmulatorServer> {
  // From JavaScript anything can come.
  if (typeof (emulator as Partial<Emulator> | undefined)?.handle !== 'function') {
    throw new EmulatorError('InvalidOption', 'serve takes an emulator first: serve(createEmulator(), { port: 0 }).');
  }
  const options = readOptions(given);
  const { port = 0, host = '127.0.0.1', allowRemote = false, allowOrigins = [], allowHosts = [] } = options;
  const mayAsk = originRule(allowOrigins);
  const isOwnHost = hostRule([...allowHosts, host], allowRemote);
  let urlOf = createUrlReader('');

  /** Answers a request of a target: a path, or a whole URL. */
  async function ask(target: string, request: Omit<ServiceRequest, 'url'>): Promise<Answer> {
    const url = urlOf({ url: target, headers: request.headers });
    if (url === undefined) return errorAnswer('badQuery', `'${target.slice(0, 60)}' is not a URL.`, '');
    const { host: called } = new URL(url);
    if (isOwnHost(called)) {
      // Asked for, not copied: a signal is made for who waits for it alone.
      return askAcrossOrigins(Object.assign(request, { url }), mayAsk, (asked) => emulator.handle(asked));
    }
    const message = `This emulator is not ${called.slice(0, 100)}: it answers names of this machine. Name others in allowHosts, or with --allow-host.`;
    return plainError(421, 'MisdirectedRequest', message, '');
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const signal = createGoneSignal(response);
    const { method = 'GET', url = '/' } = request;
    const body = await readBody(request);
    const answered =
      body === undefined
        ? plainError(413, 'RequestEntityTooLarge', `A body has ${String(LONGEST_BODY)} bytes at most.`, '')
        : await ask(url, {
            method,
            headers: headersOf(request),
            ...(body !== '' && { body }),
            get abortSignal() {
              return signal();
            },
          });
    await writeAnswer(answered, response, method, signal);
  }

  const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (request, response) => {
    answer(request, response).catch(() => {
      // The caller is gone, or its request cannot be read as one: there is nobody to answer.
      response.destroy();
    });
  });
  answerUnparsed(server, ask);
  await listen(server, port, host);
  // A server on TCP has an address of this shape; a string would be the path of a pipe.
  const { port: taken } = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${String(taken)}`;
  urlOf = createUrlReader(url);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
