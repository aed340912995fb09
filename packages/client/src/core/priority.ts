import { DefenderError } from '../errors/defender-error.ts';

/** How urgent a call is: `high` goes before `normal`, `normal` before `low`. */
export type Priority = 'high' | 'normal' | 'low';

const priorities: readonly string[] = ['high', 'normal', 'low'] satisfies Priority[];

/** @throws {@link DefenderError} `InvalidArgument` for what is no priority. */
export function checkPriority(priority: string): void {
  if (!priorities.includes(priority))
    throw new DefenderError(
      'InvalidArgument',
      `There is no priority "${priority}". Allowed: ${priorities.join(', ')}.`,
    );
}
