import type { Tokens } from '../auth/tokens.ts';
import type { Policy } from '../pipeline/policy.ts';

/** Takes the token in the last moment before the request leaves: what waited for an hour carries a fresh one. */
export const authorizePolicy =
  (tokens: Tokens): Policy =>
  (request, next) => {
    const send = (token: string) => {
      request.call.token = token;
      return next(request);
    };
    const token = tokens.get(request.abortSignal);
    return typeof token === 'string' ? send(token) : token.then(send);
  };
