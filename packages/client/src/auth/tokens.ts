import { abortable, untilAborted } from '../core/abort.ts';
import { startTimer, type Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import { scrubCause } from '../core/scrub-cause.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { AccessToken, Credential } from './credential.ts';
import { readToken } from './read-token.ts';

/** How long a token of unknown expiry is kept, and how long before its expiry a token is refreshed. */
const FIVE_MINUTES = 300_000;
/** How long after an attempt to refresh a token that still holds the next one may come. */
const REFRESH_INTERVAL = 30_000;
/** How long the credential may take, before it is asked anew by the next call. */
const TOKEN_TIMEOUT = 60_000;

interface CachedToken {
  readonly token: string;
  /** The claims that it was asked for with. */
  readonly claims: string | undefined;
  /** From here on the token is refreshed while it is still used. */
  readonly refreshAt: number;
  /** From here on it is not used any more. */
  readonly expiresAt: number;
}

/**
 * One token for all calls: fetched once however many wait for it, refreshed before it expires.
 *
 * A refresh that fails while the token still holds is told as a warning, not thrown.
 */
export interface Tokens {
  /**
   * The token to send now: at once where there is one.
   *
   * @throws {@link DefenderError} `CredentialError`, in the promise, where the credential gives none.
   */
  get(signal: AbortSignal | undefined): string | Promise<string>;
  /**
   * Replaces a token that the service refused.
   *
   * @param refused - The token that was sent; where another one that will do has come since, that one is taken.
   * @param claims - What the service demands of the new token: one that was asked for without them will not do.
   */
  renew(refused: string | undefined, claims: string | undefined, signal: AbortSignal | undefined): Promise<unknown>;
}

/** @throws {@link DefenderError} `InvalidArgument` for what is no credential. */
export function createTokens(credential: Credential, scope: string, clock: Clock, emit: Emit): Tokens {
  if (!isCredential(credential))
    throw new DefenderError(
      'InvalidArgument',
      'A credential is needed: a token, a function that gives one, or an object with getToken.',
    );
  let cached: CachedToken | undefined;
  /** When a token that still holds may be refreshed again: not by every call, while it fails. */
  let nextRefresh = 0;
  let flight: { readonly claims: string | undefined; readonly token: Promise<string> } | undefined;

  function refresh(claims?: string): Promise<string> {
    // A token with claims serves who needs none; one without them does not serve who needs them.
    if (flight && (claims === undefined || claims === flight.claims)) return flight.token;
    const token = fetchToken(claims)
      .then((fetched) => {
        // One that was overtaken by a demand for claims must not take its place.
        if (flight === mine) cached = fetched;
        return fetched.token;
      })
      .finally(() => {
        if (flight === mine) flight = undefined;
      });
    const mine = { claims, token };
    flight = mine;
    return token;
  }

  const fetchToken = (claims: string | undefined) =>
    untilAborted<CachedToken>(undefined, (resolve, reject) => {
      ask(claims).then(resolve, reject);
      return startTimer(clock, TOKEN_TIMEOUT, () => reject(credentialError('did not answer within 60 s')));
    });

  async function ask(claims: string | undefined): Promise<CachedToken> {
    const options = claims === undefined ? undefined : { claims, enableCae: true };
    const asked = clock.now();
    // A token that never changes needs no refresh.
    let given: Partial<AccessToken> | null = { token: credential as string, expiresOnTimestamp: Infinity };
    try {
      if (typeof credential === 'function') given = { token: await credential(options) };
      else if (typeof credential === 'object') given = await credential.getToken(scope, options);
    } catch (error) {
      throw credentialError('failed', { cause: scrubCause(error, undefined) });
    }
    const { token, expiresOnTimestamp } = given ?? noToken;
    // What is no header value would be refused by fetch with the token in the message.
    if (typeof token !== 'string' || !/^[\x20-\x7e]*[\x21-\x7e]$/.test(token))
      throw credentialError('gave no token of printable ASCII characters');
    // A date that could not be read (NaN) is as good as none.
    const expiresAt = Number(expiresOnTimestamp) || (readToken(token).expiresOn ?? clock.now() + FIVE_MINUTES);
    const life = Math.max(0, expiresAt - asked);
    return {
      token,
      claims,
      expiresAt: expiresAt - Math.min(30_000, life / 10),
      refreshAt: asked + Math.max(life - FIVE_MINUTES, life / 2),
    };
  }

  return {
    get(signal) {
      const now = clock.now();
      if (!cached || now >= cached.expiresAt) return abortable(refresh(), signal);
      if (now >= Math.max(cached.refreshAt, nextRefresh)) {
        nextRefresh = now + REFRESH_INTERVAL;
        refresh().catch((error: unknown) =>
          emit?.({
            type: 'warning',
            code: 'TokenRefreshFailed',
            message: `The token could not be refreshed and is used on: ${(error as Error).message}`,
          }),
        );
      }
      return cached.token;
    },
    async renew(refused, claims, signal) {
      if (cached && cached.token !== refused && (claims === undefined || claims === cached.claims)) return;
      cached = undefined;
      await abortable(refresh(claims), signal);
    },
  };
}

const noToken = { token: undefined, expiresOnTimestamp: undefined };

const isCredential = (credential: unknown): boolean =>
  typeof credential === 'string'
    ? credential !== ''
    : typeof credential === 'function' || typeof (credential as { getToken?: unknown } | null)?.getToken === 'function';

const credentialError = (what: string, details?: { cause: unknown }) =>
  new DefenderError('CredentialError', `The credential ${what}.`, details);
