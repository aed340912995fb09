/** What the client reads of a token: never more than this, and never into a log. */
export interface TokenClaims {
  /** When it expires, in milliseconds since 1970. */
  readonly expiresOn: number | undefined;
  /** The permissions of an application (`roles`), or of a user's sign-in (`scp`). */
  readonly permissions: readonly string[] | undefined;
}

const unreadable: TokenClaims = { expiresOn: undefined, permissions: undefined };

/** Reads the expiry and the permissions of a JWT; a token that is none, or an encrypted one, gives nothing. The signature is not looked at. */
export function readToken(token: string): TokenClaims {
  const [, payload, signature] = token.split('.');
  if (!payload || signature === undefined) return unreadable;
  try {
    const { exp, roles, scp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return {
      expiresOn: typeof exp === 'number' ? exp * 1000 : undefined,
      permissions: Array.isArray(roles) ? roles.map(String) : typeof scp === 'string' ? scp.split(' ') : undefined,
    };
  } catch {
    return unreadable;
  }
}
