import { redactTokens } from '../core/redact.ts';
import { scrubCause } from '../core/scrub-cause.ts';
import type { DefenderError } from '../errors/defender-error.ts';
import { callError } from './call-error.ts';
import type { PipelineRequest } from './policy.ts';

/** What is looked at of an error that `fetch` threw, or of one of its causes. */
interface Cause {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** How an engine words a mistake of the program: no network is to blame for it, and it would come again. */
const mistake =
  /is not (a function|a constructor|defined|iterable|an object)|^Cannot (read|set|destructure|access|convert)|invalid header/i;

/**
 * The error of a request for which there is no whole answer. `fetch` hides what happened in the cause of a cause; what a person looks up
 * is the innermost one.
 */
export function networkError(request: PipelineRequest, error: unknown): DefenderError {
  const { name, message, code, syscall } = innermost(error);
  // Without a connection nothing was sent.
  if (syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT')
    request.call.mayHaveArrived = false;
  const isMistake =
    /^(Reference|Syntax|Range|Eval)Error$/.test(String(name)) ||
    (name === 'TypeError' && mistake.test(String(message)));
  const reason = String(message || name || 'no reason given');
  const said = code === undefined || reason.includes(String(code)) ? reason : `${String(code)}, ${reason}`;
  const words = isMistake
    ? `fetch failed, and not because of the network (${String(name)})`
    : `network error, no whole answer from ${new URL(request.url).origin}`;
  return callError(
    request,
    isMistake ? 'FetchError' : 'NetworkError',
    `${words}: ${redactTokens(said, request.call.token).slice(0, 300)}`,
    { cause: scrubCause(error, request.call.token), transient: !isMistake },
  );
}

/** The cause at the end of the chain; of several that were tried side by side, the first. */
function innermost(error: unknown): Cause {
  let cause: Cause = typeof error === 'string' ? { message: error } : Object(error);
  for (let depth = 0; depth < 10; depth++) {
    const next = cause.cause ?? cause.errors?.[0];
    if (Object(next) !== next) break;
    cause = next as Cause;
  }
  return cause;
}
