import { operations, type OperationId } from '@defender-odata/client';
import { authorize, claimsOf } from '../auth/authorize.ts';
import { createQuota } from '../http/quota.ts';
import type { Answer } from '../http/answer.ts';
import { throttled } from '../http/error-answers.ts';
import type { Settings } from './settings.ts';

/** Says who may not pass: the answer of 401, 403 or 429, or undefined where the request goes on. */
export type Admission = (
  operationId: OperationId,
  authorization: string | undefined,
  now: number,
) => Answer | undefined;

/**
 * Sets up who may ask, and how often: the token first, then the limits of its application and tenant.
 *
 * @param settings Whether tokens are needed, and which windows limit the calls.
 * @param newTarget Draws a correlation ID.
 */
export function createAdmission({ auth, window }: Settings, newTarget: () => string): Admission {
  const quota = window === undefined ? undefined : createQuota(window);
  return (operationId, authorization, now) => {
    const refused = auth ? authorize(authorization, operationId, now, newTarget) : undefined;
    if (refused !== undefined || quota === undefined) return refused;
    // A token tells whose calls they are, whether or not one is needed.
    const { appid = '', tid = '' } = claimsOf(authorization) ?? {};
    const exceeded = quota.take(`${appid} ${tid} ${operationId}`, operations[operationId].rateLimits, now);
    return exceeded === undefined ? undefined : throttled(exceeded, newTarget());
  };
}
