import type { Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import type { Policy } from '../core/policy.ts';
import type { Quota } from '../quota/quota.ts';

/** Lets every attempt pay the quota. What never reached the network gets its place back. */
export const quotaPolicy =
  (quota: Quota, clock: Clock, emit: Emit): Policy =>
  async (request, next) => {
    const { names, call } = request;
    const asked = clock.now();
    const place = await quota.reserve(names.operationId, request);
    const waitedMs = clock.now() - asked;
    if (waitedMs > 0) {
      request.onQuotaWait?.(waitedMs);
      emit?.({ type: 'quotaWait', ...names, waitedMs });
    }
    call.sent = false;
    try {
      return await next(request);
    } finally {
      if (call.sent) place.settle();
      else place.release();
    }
  };
