import { fromBase64Url } from '../core/base64url.ts';

/** What the client reads of a token: never more than this, and never into a log. */
export interface TokenClaims {
  /** When it expires, in milliseconds since 1970. */
  readonly expiresOn?: number | undefined;
  /** The permissions of an application (`roles`), or of a user's sign-in (`scp`), with commas between them. */
  readonly permissions?: string | undefined;
}

/** Reads the expiry and the permissions of a JWT; a token that is none, or an encrypted one, gives nothing. The signature is not looked at. */
export function readToken(token: string): TokenClaims {
  try {
    const { exp, roles, scp } = JSON.parse(fromBase64Url(token.split('.')[1] ?? ''));
    const permissions = roles ?? scp?.split(' ');
    return { expiresOn: exp * 1000 || undefined, permissions: permissions?.join(', ') };
  } catch {
    return {};
  }
}
