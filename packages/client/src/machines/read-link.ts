import { abortable, abortError, abortWith, follow } from '../core/abort.ts';
import { startTimer } from '../core/clock.ts';
import { isSecure } from '../core/endpoint.ts';
import { scrubCause } from '../core/scrub-cause.ts';
import { DefenderError, isDefenderError } from '../errors/defender-error.ts';
import type { ClientRuntime } from '../pipeline/client-runtime.ts';
import { codeOfStatus } from '../pipeline/code-of-status.ts';

/** How long nothing may come, in milliseconds. */
const SILENCE = 100_000;
/** How often a link may lead to another one. */
const REDIRECTS = 5;

/** How a link is read. */
export interface Reading {
  /** The operation that gave it. */
  readonly operationId: string;
  readonly link: string;
  /** The first byte that is wanted. */
  readonly from?: number;
  readonly abortSignal: AbortSignal | undefined;
  /** Told of the answer before its first byte. */
  readonly onAnswer?: (response: Response) => void;
  readonly onChunk: (chunk: Uint8Array) => Promise<void> | void;
}

/**
 * Reads what is behind a link once, to the end, or throws. A link holds its own permission: it is asked without a token, over https, and it is
 * in no message.
 *
 * @throws {@link DefenderError} by the status of a refusal, `NetworkError` and `Timeout` (`transient`), `RedirectRefused`, `ProtocolError` for what is no link, `Aborted`,
 *   and what `onAnswer` and `onChunk` throw.
 */
export async function readLink(runtime: ClientRuntime, reading: Reading): Promise<void> {
  const { operationId, link, abortSignal, onAnswer, onChunk } = reading;
  const controller = follow(abortSignal);
  const { signal } = controller;
  const step = async <Value>(work: Promise<Value>): Promise<Value> => {
    const late = new DefenderError('Timeout', `${operationId}: nothing came from the link within ${SILENCE} ms.`, {
      operationId,
      transient: true,
    });
    const cancel = startTimer(runtime.clock, SILENCE, () => abortWith(controller, late));
    try {
      return await abortable(work, signal);
    } catch (error) {
      if (signal.aborted) throw abortSignal?.aborted ? abortError(abortSignal) : late;
      if (isDefenderError(error)) throw error;
      throw new DefenderError('NetworkError', `${operationId}: the download broke off.`, {
        operationId,
        transient: true,
        cause: scrubCause(error, link),
      });
    } finally {
      cancel();
    }
  };
  try {
    const response = await open(runtime, reading, signal, step);
    onAnswer?.(response);
    const reader = response.body?.getReader();
    for (let part = await step(reader ? reader.read() : noBody); !part.done;) {
      await onChunk(part.value);
      part = await step(reader ? reader.read() : noBody);
    }
  } finally {
    // What is not read any more is let go.
    controller.abort();
  }
}

const noBody = Promise.resolve({ done: true as const, value: undefined });

/** The answer of a link, and of those that it leads to. */
async function open(
  runtime: ClientRuntime,
  { operationId, link, from = 0 }: Reading,
  signal: AbortSignal,
  step: <Value>(work: Promise<Value>) => Promise<Value>,
): Promise<Response> {
  let url = link;
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    if (!URL.canParse(url) || !isSecure(new URL(url)))
      throw new DefenderError('ProtocolError', `${operationId}: the link is no https URL.`, { operationId });
    const response = await step(
      runtime.fetch(url, {
        // What is left out here would be inherited, where `Object.prototype` is polluted.
        __proto__: null,
        method: 'GET',
        headers: from > 0 ? { range: `bytes=${from}-` } : {},
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'manual',
        signal,
      } as RequestInit),
    );
    if (response.ok) return response;
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null)
      throw refusal(operationId, response, new URL(url).host);
    url = URL.canParse(location, url) ? new URL(location, url).href : location;
  }
  throw new DefenderError('RedirectRefused', `${operationId}: the link leads on more than ${REDIRECTS} times.`, {
    operationId,
  });
}

function refusal(operationId: string, { status, type }: Response, host: string): DefenderError {
  // In a browser a redirect has no status, and cannot be followed by hand.
  const isRedirect = type === 'opaqueredirect' || (status >= 300 && status < 400);
  const isServer = status === 408 || status >= 500;
  const code = isRedirect ? 'RedirectRefused' : codeOfStatus(status);
  return new DefenderError(code, `${operationId}: ${host} refused the link with ${status}.`, {
    operationId,
    statusCode: status,
    transient: isServer || status === 429,
  });
}
