import { abortWith, throwIfAborted, untilAborted } from '../core/abort.ts';
import { startTimer, type Clock } from '../core/clock.ts';
import type { PipelineResponse, Policy } from '../pipeline/policy.ts';
import { callError } from '../pipeline/call-error.ts';

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
    untilAborted<PipelineResponse>(request.abortSignal, (resolve, reject) => {
      throwIfAborted(request.abortSignal);
      const controller = new AbortController();
      const cancel = startTimer(clock, ms, () =>
        reject(
          callError(request, 'Timeout', `the ${scope} took longer than ${ms} ms.`, { transient: scope === 'attempt' }),
        ),
      );
      // What a call cannot outlast is not waited for, whether or not its caller has said so.
      const maxWait = scope === 'call' && { maxWait: Math.min(request.maxWait ?? ms, ms) };
      next({ ...request, ...maxWait, abortSignal: controller.signal }).then(resolve, reject);
      return (error) => {
        cancel();
        // What has failed is over; what has been given up has to be told so.
        if (error) abortWith(controller, error);
      };
    });
