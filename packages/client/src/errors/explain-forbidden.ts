import { readToken } from '../auth/read-token.ts';
import type { OperationDescription } from '../core/policy.ts';

/** Which permission the operation accepts, and which the token has, where it can be read. */
export function explainForbidden(
  { permissions: { application, delegated, role } }: Pick<OperationDescription, 'permissions'>,
  token: string | undefined,
): string {
  const accepted = `needs ${application.join(' or ')} (application), or ${delegated.join(' or ')} (delegated, for a user with the role '${role}')`;
  const has = token === undefined ? undefined : readToken(token).permissions;
  return has ? `${accepted}; the token has ${has.join(', ') || 'none'}` : accepted;
}
