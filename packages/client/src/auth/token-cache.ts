import { abortable } from '../core/abort.ts';
import { startTimer, type Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';
import { DefenderError, isDefenderError } from '../errors/defender-error.ts';
import type { Credential, GetTokenOptions } from './credential.ts';
import { readToken } from './read-token.ts';

/** How long a token of unknown expiry is kept, and how long before its expiry a token is refreshed. */
const FIVE_MINUTES = 300_000;
/** How long the credential may take, before it is asked anew by the next call. */
const TOKEN_TIMEOUT = 60_000;

interface CachedToken {
  readonly token: string;
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
export class TokenCache {
  readonly #credential: Credential;
  readonly #scope: string;
  readonly #clock: Clock;
  readonly #emit: Emit;
  #cached: CachedToken | undefined;
  #flight: Promise<string> | undefined;

  constructor(credential: Credential, scope: string, clock: Clock, emit: Emit) {
    this.#credential = credential;
    this.#scope = scope;
    this.#clock = clock;
    this.#emit = emit;
  }

  /** Whether the credential can give another token than the last. */
  get isRenewable(): boolean {
    return typeof this.#credential !== 'string';
  }

  /**
   * The token to send now.
   *
   * @throws {@link DefenderError} `CredentialError` where the credential gives none.
   */
  async get(signal: AbortSignal | undefined): Promise<string> {
    const cached = this.#cached;
    const now = this.#clock.now();
    if (!cached || now >= cached.expiresAt) return abortable(this.#refresh(), signal);
    if (now >= cached.refreshAt) this.#refresh().catch((error: unknown) => this.#warn(error));
    return cached.token;
  }

  /**
   * Replaces a token that the service refused.
   *
   * @param refused - The token that was sent; where another one has come since, that one is taken.
   * @param claims - What the service demands of the new token.
   */
  async renew(refused: string | undefined, claims: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    if (this.#cached && this.#cached.token !== refused) return;
    this.#cached = undefined;
    await abortable(this.#refresh(claims === undefined ? undefined : { claims, enableCae: true }), signal);
  }

  #refresh(options?: GetTokenOptions): Promise<string> {
    return (this.#flight ??= this.#fetch(options).finally(() => (this.#flight = undefined)));
  }

  async #fetch(options: GetTokenOptions | undefined): Promise<string> {
    const asked = this.#clock.now();
    let cancel: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = startTimer(this.#clock, TOKEN_TIMEOUT, () => reject(credentialError('did not answer within 60 s')));
    });
    try {
      const { token, expiresAt } = await Promise.race([this.#ask(options), late]);
      const life = Math.max(0, expiresAt - asked);
      this.#cached = {
        token,
        expiresAt: expiresAt - Math.min(30_000, life / 10),
        refreshAt: asked + Math.max(life - FIVE_MINUTES, life / 2),
      };
      return token;
    } catch (error) {
      throw isDefenderError(error) ? error : credentialError('failed', error);
    } finally {
      cancel?.();
    }
  }

  async #ask(options: GetTokenOptions | undefined): Promise<{ token: string; expiresAt: number }> {
    const credential = this.#credential;
    let token: unknown = credential;
    let expiresAt: number | undefined;
    if (typeof credential === 'function') token = await credential(options);
    else if (typeof credential === 'object') {
      const given = await credential.getToken(this.#scope, options);
      token = given?.token;
      expiresAt = given?.expiresOnTimestamp;
    }
    if (typeof token !== 'string' || !token) throw credentialError('gave no token');
    // What is no header value would be refused by fetch with the token in the message.
    if (!/^[\x20-\x7e]*[\x21-\x7e]$/.test(token))
      throw credentialError('gave a token with characters that cannot be sent');
    // A token that never changes needs no refresh.
    const unknown = typeof credential === 'string' ? Infinity : this.#clock.now() + FIVE_MINUTES;
    return {
      token,
      expiresAt: expiresAt ?? (typeof credential === 'string' ? Infinity : (readToken(token).expiresOn ?? unknown)),
    };
  }

  #warn(error: unknown): void {
    this.#emit?.({
      type: 'warning',
      code: 'TokenRefreshFailed',
      message: `The token could not be refreshed and is used on: ${(error as Error).message}`,
    });
  }
}

const credentialError = (what: string, cause?: unknown) =>
  new DefenderError('CredentialError', `The credential ${what}.`, cause === undefined ? {} : { cause });
