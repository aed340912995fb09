import { readToken } from '../auth/read-token.ts';
import type { PipelineRequest } from './policy.ts';

/**
 * Permissions in the words of the service: `the required application permissions (Machine.Read.All, …)`, or
 * `API required roles: Machine.Read.All, …` (observed).
 */
const named = /(?:permissions? \(|required roles: )(\w+(?:\.\w+)+(?:, *\w+(?:\.\w+)+)*)/i;

const withoutSlash = (audience: string) => audience.replace(/\/+$/, '').toLowerCase();

/**
 * What a token that the service refused (401, 403) lacks: the right audience, or a permission. What the service itself has named is not
 * named again, and nothing that is stronger.
 *
 * @param audiences - Those that the service accepts, without a slash at their end.
 * @param said - What the service says.
 * @returns Sentences; none where the token cannot be read and a 401 says it all.
 */
export function explainRefusal(
  { spec, call }: Pick<PipelineRequest, 'spec' | 'call'>,
  status: number,
  audiences: readonly string[],
  said = '',
): readonly string[] {
  const { audience, permissions } = readToken(call.token ?? '');
  if (audience !== undefined && !audiences.map(withoutSlash).includes(withoutSlash(audience)))
    return [`the token's audience is ${audience.slice(0, 200)}, the service expects ${audiences[0]}`];
  if (status !== 403) return [];
  const { application, delegated, role } = spec.permissions;
  const accepted = named.exec(said)?.[1]?.split(/, */);
  const has = permissions && `the token has ${permissions.join(', ') || 'none'}`;
  const enough = permissions?.find((name) => (accepted ?? [...application, ...delegated]).includes(name));
  if (enough)
    return [
      `the token has ${enough}, which is accepted`,
      ...(role && delegated.includes(enough) ? [`its user needs the role '${role}' too`] : []),
    ];
  const user = role === undefined ? '' : `, for a user with the role '${role}'`;
  const needs = `needs ${application.join(' or ')} (application), or ${delegated.join(' or ')} (delegated${user})`;
  return [accepted ? '' : needs, has ?? ''].filter(Boolean);
}
