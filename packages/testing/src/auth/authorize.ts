import { audiences, operations, scope, type OperationId } from '@defender-odata/client';
import { errorAnswer } from '../http/error-answers.ts';
import type { Answer } from '../http/answer.ts';
import { readToken, type Claims } from './token.ts';

/** For whom a token is made unless a test says otherwise: the scope without its `/.default`, whichever host is called. */
export const audience: string = scope.replace(/\/\.default$/, '');

/** Every application permission that the spec names: what a token has unless a test says otherwise. */
export const allRoles: readonly string[] = [
  ...new Set(Object.values(operations).flatMap(({ permissions }): readonly string[] => permissions.application)),
];

/** An audience as it is compared: tokens have it with a slash at its end or without. */
const normal = (aud: string): string => aud.replace(/\/+$/, '').toLowerCase();
const ACCEPTED: ReadonlySet<string> = new Set(audiences.map(normal));

/** A claim in a header and a message: no quotation mark ends either of them. */
const shown = (claim: string): string => claim.slice(0, 200).replaceAll(/[^\x20-\x7E]|["\\]/g, '?') || 'nobody';

function unauthorized(message: string, newTarget: () => string): Answer {
  const answer = errorAnswer('unauthorized', message, newTarget());
  const challenge = `Bearer error="invalid_token", error_description="${message}"`;
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } };
}

/** The token of the header `Authorization`; undefined where it has no bearer token. */
const bearerOf = (authorization: string | undefined): string | undefined =>
  /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];

/** The claims of the bearer token that a request has, unchecked: for who asks which application calls, not whether it may. */
export function claimsOf(authorization: string | undefined): Claims | undefined {
  const token = bearerOf(authorization);
  return token === undefined ? undefined : readToken(token);
}

/**
 * Checks the token of a request, by the permissions that the spec gives the operation.
 *
 * @param authorization The header `Authorization`, if any.
 * @param operationId What is asked for.
 * @param now The time, in milliseconds.
 * @param newTarget Draws the correlation ID of an error.
 * @returns The 401 or 403 to answer, or undefined where the token opens the operation.
 */
export function authorize(
  authorization: string | undefined,
  operationId: OperationId,
  now: number,
  newTarget: () => string,
): Answer | undefined {
  const token = bearerOf(authorization);
  if (token === undefined) return unauthorized('There is no bearer token.', newTarget);
  const claims = readToken(token);
  if (claims === undefined) return unauthorized('The bearer token cannot be read.', newTarget);
  if (!ACCEPTED.has(normal(claims.aud))) {
    const expected = audiences.join(', ');
    return unauthorized(`The token is for ${shown(claims.aud)}; the audience must be one of ${expected}.`, newTarget);
  }
  if (Math.round(claims.exp * 1000) <= now) return unauthorized('The token has expired.', newTarget);

  const { application, delegated }: { application: readonly string[]; delegated: readonly string[] } =
    operations[operationId].permissions;
  const granted = claims.scp === undefined ? (claims.roles ?? []) : claims.scp.split(' ');
  const accepted = claims.scp === undefined ? application : delegated;
  if (granted.some((permission) => accepted.includes(permission))) return undefined;
  const kind = claims.scp === undefined ? 'application' : 'delegated';
  const message = `Missing ${kind} roles. API required roles: ${accepted.join(', ')}, ${kind} roles: ${granted.join(',')}.`;
  return errorAnswer('missingRoles', message, newTarget());
}
