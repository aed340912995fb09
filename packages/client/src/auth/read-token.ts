import { fromBase64Url } from '../core/base64url.ts';

/** What the client reads of a token: never more than this, and never into a log. */
export interface TokenClaims {
  /** When it expires, in milliseconds since 1970. */
  readonly expiresOn?: number | undefined;
  /** The permissions of an application (`roles`), or of a user's sign-in (`scp`); undefined where it tells of none. */
  readonly permissions?: readonly string[] | undefined;
  /** Which service it is for. */
  readonly audience?: string | undefined;
}

/** Reads a JWT; a token that is none, or an encrypted one, gives nothing. The signature is not looked at. */
export function readToken(token: string): TokenClaims {
  try {
    const { exp, roles, scp, aud } = JSON.parse(fromBase64Url(token.split('.')[1] ?? ''));
    return {
      expiresOn: exp * 1000 || undefined,
      permissions: Array.isArray(roles) ? roles.map(String) : typeof scp === 'string' ? scp.split(' ') : undefined,
      audience: typeof aud === 'string' ? aud : undefined,
    };
  } catch {
    return {};
  }
}
