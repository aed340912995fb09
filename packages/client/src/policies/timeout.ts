import { abortError } from '../core/abort.ts';
import { startTimer, type Clock } from '../core/clock.ts';
import type { PipelineResponse, Policy } from '../core/policy.ts';
import { callError } from '../errors/call-error.ts';
import type { DefenderError } from '../errors/defender-error.ts';

/**
 * Ends what comes after it once it takes too long, or once the caller aborts: at once, whether or not `fetch` and the credential
 * look at the signal.
 *
 * @param ms - Milliseconds.
 * @param scope - What is limited: one attempt (which may be repeated), or the whole call with its waits.
 */
export const timeoutPolicy =
  (clock: Clock, ms: number, scope: 'attempt' | 'call'): Policy =>
  (request, next) =>
    new Promise<PipelineResponse>((resolve, reject) => {
      const { abortSignal: outer, call } = request;
      const controller = new AbortController();
      const end = (reason: DefenderError) => {
        reject(reason);
        controller.abort(reason);
      };
      const onAbort = () => outer && end(abortError(outer));
      if (outer?.aborted) return onAbort();
      outer?.addEventListener('abort', onAbort, { once: true });
      const cancel = startTimer(clock, ms, () => {
        const error = callError(request, 'Timeout', `the ${scope} took longer than ${ms} ms.`, {
          attempts: [...call.attempts],
          transient: scope === 'attempt',
        });
        end(error);
      });
      next({ ...request, abortSignal: controller.signal })
        .then(resolve, reject)
        .finally(() => {
          cancel();
          outer?.removeEventListener('abort', onAbort);
        });
    });
