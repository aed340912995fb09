import { EmulatorError } from './errors.ts';
import { suggest } from './nearest.ts';

/**
 * Refuses what is no object of options, and options that nobody reads: from JavaScript anything can come.
 *
 * @param what Who takes the options, for the message.
 * @param allowed The options that there are.
 * @throws EmulatorError `InvalidOption`.
 */
export function refuseUnknown(what: string, given: unknown, allowed: readonly string[]): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const found = Array.isArray(given) ? 'a list' : given === null ? 'null' : `a ${typeof given}`;
    throw new EmulatorError(
      'InvalidOption',
      `${what} takes an object of options (${allowed.join(', ')}), not ${found}.`,
    );
  }
  const unknown = Object.keys(given).find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    throw new EmulatorError('InvalidOption', `${what} knows no option '${unknown}'. ${suggest(unknown, allowed)}`);
  }
}
