import { readToken } from '../auth/read-token.ts';
import { specOf, type PipelineRequest } from '../core/policy.ts';

/** Which permission the operation accepts, and which the token has, where it can be read. */
export function explainForbidden(request: PipelineRequest): string {
  const { application, delegated, role } = specOf(request).permissions;
  const user = role === undefined ? '' : `, for a user with the role '${role}'`;
  const accepted = `needs ${application.join(' or ')} (application), or ${delegated.join(' or ')} (delegated${user})`;
  const has = readToken(request.call.token ?? '').permissions;
  return has === undefined ? accepted : `${accepted}; the token has ${has || 'none'}`;
}
