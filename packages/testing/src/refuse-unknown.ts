import { EmulatorError } from './errors.ts';
import { suggest } from './nearest.ts';

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/**
 * Refuses what is no object of options, such as a promise of one, and options that nobody reads: from JavaScript anything can come.
 *
 * @param what Who takes the options, for the message.
 * @param allowed The options that there are.
 * @throws EmulatorError `InvalidOption`.
 */
export function refuseUnknown(what: string, given: unknown, allowed: readonly string[]): void {
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (!isObject || (!isPlain(given) && Object.keys(given).length === 0)) {
    const found = isObject
      ? `an instance of ${given.constructor.name}`
      : Array.isArray(given)
        ? 'a list'
        : given === null || given === undefined
          ? String(given)
          : `a ${typeof given}`;
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
