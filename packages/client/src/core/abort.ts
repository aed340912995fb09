import { DefenderError } from '../errors/defender-error.ts';

/** Signals that the client has aborted by itself. The reason tells nothing: a caller may give it an error of the client, too. */
const ours = new WeakSet<AbortSignal>();

/** Ends what listens to a signal of the client's own with the very error. */
export function abortWith(controller: AbortController, error: unknown): void {
  ours.add(controller.signal);
  controller.abort(error);
}

/** The error of an aborted signal: the client's own where it has aborted (a timeout), else `Aborted` with the caller's reason. */
export const abortError = (signal: AbortSignal): DefenderError =>
  ours.has(signal) ? signal.reason : new DefenderError('Aborted', 'The call was aborted.', { cause: signal.reason });

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}

/**
 * A promise that its work settles, or an abort before it: at once, and leaving no listener behind.
 *
 * @param start - Begins the work. What it returns is called in the very turn in which the promise is settled, with the error if
 * there is one: to stop a timer, or the work itself.
 * @param errorOf - What an abort rejects with.
 */
export const untilAborted = <Value>(
  signal: AbortSignal | undefined,
  start: (resolve: (value: Value) => void, reject: (error: unknown) => void) => ((error?: unknown) => void) | void,
  errorOf: (signal: AbortSignal) => unknown = abortError,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    const finish = (error?: unknown) => {
      signal?.removeEventListener('abort', onAbort);
      stop?.(error);
    };
    // In a browser, what an abort breaks may be heard of before the abort.
    const fail = (given?: unknown) => {
      const error = signal?.aborted ? errorOf(signal) : given;
      finish(error);
      reject(error);
    };
    const onAbort = () => signal?.aborted && fail();
    const stop = start((value) => {
      finish();
      resolve(value);
    }, fail);
    signal?.addEventListener('abort', onAbort);
    // It may have been too late before, or while the work began.
    onAbort();
  });

/** Waits for a promise that others wait for too: an abort ends this wait and leaves the promise alone. */
export const abortable = <Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> =>
  untilAborted(signal, (resolve, reject) => void promise.then(resolve, reject));

/** A controller that a signal aborts too; once it is aborted itself, it listens to the signal no more. */
export function follow(outer: AbortSignal | undefined): AbortController {
  throwIfAborted(outer);
  const inner = new AbortController();
  const { signal } = inner;
  outer?.addEventListener('abort', () => inner.abort(outer.reason), { signal });
  return inner;
}
