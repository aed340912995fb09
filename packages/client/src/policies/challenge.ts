import type { Tokens } from '../auth/tokens.ts';
import { fromBase64Url } from '../core/base64url.ts';
import type { Policy } from '../core/policy.ts';
import { isDefenderError } from '../errors/defender-error.ts';

/** Answers a 401 once with a new token; the second one is the caller's. */
export const challengePolicy =
  (tokens: Tokens): Policy =>
  async (request, next) => {
    try {
      return await next(request);
    } catch (error) {
      if (!isDefenderError(error) || error.code !== 'Unauthorized') throw error;
      await tokens.renew(request.call.token, readClaims(error.headers?.get('www-authenticate')), request.abortSignal);
      return next(request);
    }
  };

/** The claims of a challenge of Microsoft Entra, decoded: `Bearer error="insufficient_claims", claims="<base64>"`. */
export function readClaims(challenge: string | null | undefined): string | undefined {
  const encoded = /\bclaims="([\w+/=-]+)"/.exec(challenge ?? '')?.[1];
  try {
    return encoded && fromBase64Url(encoded);
  } catch {
    return undefined;
  }
}
