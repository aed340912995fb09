import { isDefenderError, type DefenderError, type ErrorCode } from './defender-error.ts';

/* @__NO_SIDE_EFFECTS__ -- so that a bundle holds the guards that are used, and no others */
const guard =
  (...codes: readonly ErrorCode[]) =>
  (error: unknown): error is DefenderError =>
    isDefenderError(error) && codes.includes(error.code);

/** No entity has the id (404). */
export const isNotFound: (error: unknown) => error is DefenderError = guard('NotFound');

/** Too many calls: the service's 429, or the quota's refusal to wait longer than `maxWait`. */
export const isThrottled: (error: unknown) => error is DefenderError = guard('Throttled', 'QuotaExceeded');

/** The token was not accepted (401), or there was none to send. */
export const isUnauthorized: (error: unknown) => error is DefenderError = guard('Unauthorized', 'CredentialError');

/** The token lacks a permission (403); the message says which are accepted. */
export const isForbidden: (error: unknown) => error is DefenderError = guard('Forbidden');

/** The service refused the request (400). */
export const isBadRequest: (error: unknown) => error is DefenderError = guard('BadRequest');

/** The service failed (408, 5xx), or could not be reached. */
export const isUnavailable: (error: unknown) => error is DefenderError = guard('ServerError', 'NetworkError');

/** An attempt, or the call as a whole, took too long. */
export const isTimeout: (error: unknown) => error is DefenderError = guard('Timeout');

/** The caller's signal ended the call. */
export const isAborted: (error: unknown) => error is DefenderError = guard('Aborted');

/** An answer that breaks the protocol: not JSON, no `value`, a next link that leads nowhere. */
export const isProtocolError: (error: unknown) => error is DefenderError = guard('ProtocolError', 'PagingLoop');
