import type { Tokens } from '../auth/tokens.ts';
import { fromBase64Url } from '../core/base64url.ts';
import type { Policy } from '../pipeline/policy.ts';
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

/** The parameters of a challenge (RFC 9110, section 11.2): a name in either case, and a value with or without quotes. */
const parameters = /(?<![\w-])(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;

/** The claims of a challenge of Microsoft Entra, decoded: `Bearer error="insufficient_claims", claims="<base64>"`. */
export function readClaims(challenge: string | null | undefined): string | undefined {
  for (const [, name, quoted, bare] of (challenge ?? '').matchAll(parameters))
    if (name?.toLowerCase() === 'claims')
      try {
        return fromBase64Url(quoted ?? bare ?? '');
      } catch {
        return undefined;
      }
  return undefined;
}
