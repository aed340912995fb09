import type { Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import type { Policy } from '../pipeline/policy.ts';
import { isDefenderError } from '../errors/defender-error.ts';
import type { Quota } from '../quota/quota.ts';
import type { QuotaPlace } from '../quota/reservation.ts';

/** Lets every attempt pay the quota. What never reached the network gets its place back; what did and failed is kept as an attempt. */
export const quotaPolicy =
  (quota: Quota, clock: Clock, emit: Emit): Policy =>
  (request, next) => {
    const { names, call, maxWait } = request;
    const asked = clock.now();
    const tellWait = () => {
      const waitedMs = clock.now() - asked;
      if (waitedMs <= 0) return;
      call.waitedMs += waitedMs;
      request.onQuotaWait?.(waitedMs);
      emit?.({ type: 'quotaWait', ...names, waitedMs });
    };
    const send = (place: QuotaPlace) => {
      tellWait();
      const { sent } = call;
      return next(request).then(
        (answer) => {
          place.settle();
          return answer;
        },
        (error: unknown) => {
          if (call.sent === sent) place.release();
          else {
            place.settle();
            if (isDefenderError(error)) call.attempts.push({ code: error.code, statusCode: error.statusCode });
          }
          throw error;
        },
      );
    };
    // A call may wait so long in all, and not before each of its attempts.
    const left = maxWait && call.waitedMs ? Math.max(0, maxWait - call.waitedMs) : maxWait;
    const { priority, abortSignal } = request;
    return quota.reserve(names.operationId, { priority, abortSignal, maxWait: left }).then(send, (error: unknown) => {
      tellWait();
      throw error;
    });
  };
