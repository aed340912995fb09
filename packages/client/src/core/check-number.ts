import { DefenderError } from '../errors/defender-error.ts';

/**
 * Refuses what cannot be counted with, before it makes a wait endless or a limit none. `Infinity` is a number: no limit.
 *
 * @throws {@link DefenderError} `InvalidArgument` unless it is a number that is large enough.
 */
export function checkNumber(name: string, value: unknown, minimum = 0): void {
  if (typeof value === 'number' && value >= minimum) return;
  throw new DefenderError('InvalidArgument', `${name} must be a number, ${minimum} or more, not ${String(value)}.`);
}
