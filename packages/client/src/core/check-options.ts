import { DefenderError } from '../errors/defender-error.ts';
import type { CallOptions } from './call-options.ts';

/** What every call takes, but for what calls within the client tell each other. */
export const callOptionNames = ['abortSignal', 'priority', 'maxWait'] as const satisfies readonly (keyof CallOptions)[];

/**
 * Refuses options that nobody reads: a misspelt one would be left out, an `endpoint` or an `abortSignal` among them.
 *
 * @param what - Whose options they are.
 * @param options - What was given.
 * @param names - The options that there are.
 * @throws {@link DefenderError} `InvalidArgument` for another one, and for what is no object.
 */
export function checkOptions(what: string, options: unknown, names: readonly string[]): void {
  const unknown =
    Object(options) === options
      ? Object.keys(options as object).find((name) => !names.includes(name))
      : String(options);
  if (unknown === undefined) return;
  throw new DefenderError('InvalidArgument', `${what} has no option "${unknown}". Allowed: ${names.join(', ')}.`);
}
