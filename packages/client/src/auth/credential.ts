/** A token and the time at which it expires, as `@azure/core-auth` has it. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresOnTimestamp: number;
}

/** What is handed to {@link TokenCredential.getToken}. */
export interface GetTokenOptions {
  /** The claims that the service demands (a challenge of Microsoft Entra), as JSON text. */
  readonly claims?: string;
  /** Set with `claims`: continuous access evaluation. */
  readonly enableCae?: boolean;
}

/** The shape of the credentials of `@azure/identity`, which fit as they are. */
export interface TokenCredential {
  getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null>;
}

/** A token; a function that gives one, again whenever it is asked; or a credential of `@azure/identity`. */
export type Credential = string | ((options?: GetTokenOptions) => string | Promise<string>) | TokenCredential;
