import type { Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import type { Policy } from '../core/policy.ts';
import type { Quota, QuotaPlace } from '../quota/quota.ts';

/** Lets every attempt pay the quota. What never reached the network gets its place back. */
export const quotaPolicy =
  (quota: Quota, clock: Clock, emit: Emit): Policy =>
  (request, next) => {
    const { names, call } = request;
    const asked = clock.now();
    const send = (place: QuotaPlace) => {
      const waitedMs = clock.now() - asked;
      if (waitedMs > 0) {
        request.onQuotaWait?.(waitedMs);
        emit?.({ type: 'quotaWait', ...names, waitedMs });
      }
      call.sent = false;
      return next(request).then(
        (answer) => {
          place.settle();
          return answer;
        },
        (error: unknown) => {
          if (call.sent) place.settle();
          else place.release();
          throw error;
        },
      );
    };
    return quota.reserve(names.operationId, request).then(send);
  };
