import type { TokenCache } from '../auth/token-cache.ts';
import type { Policy } from '../core/policy.ts';

/** Sends the token, in the last moment before the request leaves: what waited for an hour carries a fresh one. */
export const authorizePolicy =
  (tokens: TokenCache): Policy =>
  async (request, next) => {
    const token = await tokens.get(request.abortSignal);
    request.call.token = token;
    return next({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  };
