import { DefenderError, isDefenderError } from '../errors/defender-error.ts';
import type { Clock } from './clock.ts';

/** The error of an aborted signal: the client's own where it aborted (a timeout), else `Aborted` with the caller's reason. */
export const abortError = ({ reason }: AbortSignal): DefenderError =>
  isDefenderError(reason) ? reason : new DefenderError('Aborted', 'The call was aborted.', { cause: reason });

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}

/** {@link Clock.sleep} with the client's errors. */
export async function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  throwIfAborted(signal);
  try {
    await clock.sleep(ms, signal);
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
}

/** Waits for a promise that others wait for too: an abort ends this wait and leaves the promise alone. */
export function abortable<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError(signal));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** A controller that a signal aborts too; once it is aborted itself, it listens to the signal no more. */
export function follow(outer: AbortSignal | undefined): AbortController {
  throwIfAborted(outer);
  const inner = new AbortController();
  const { signal } = inner;
  outer?.addEventListener('abort', () => inner.abort(outer.reason), { signal });
  return inner;
}
