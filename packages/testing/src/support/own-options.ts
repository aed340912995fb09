import { EmulatorError, type EmulatorErrorCode } from './errors.ts';
import { suggest } from './nearest.ts';

/** How options are refused, where it is not as most are. */
export interface Refusing {
  /** The code of the error. Default: `InvalidOption`. */
  readonly code?: EmulatorErrorCode;
  /** Names that others give to an option, and the option's own. */
  readonly meant?: Readonly<Record<string, string>>;
}

/** Whether an object is made by a literal, in this realm or another: its prototype, if it has one, inherits nothing. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? `an instance of ${value.constructor.name}` : `a ${typeof value}`;
}

/**
 * A copy of options that has those of the object's own and inherits none: what somebody put into `Object.prototype` is no option.
 * What is no object of options, such as a promise of one, and options that nobody reads are refused: from JavaScript anything can come.
 *
 * @param what Who takes the options, for the message.
 * @param given What was given.
 * @param names The options that there are.
 * @param refusing How options are refused.
 * @throws EmulatorError
 */
export function ownOptions<Options extends object>(
  what: string,
  given: Options,
  names: readonly (keyof Options & string)[],
  { code = 'InvalidOption', meant = {} }: Refusing = {},
): Options {
  const value: unknown = given;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isPlain(value)) {
    throw new EmulatorError(code, `${what} takes an object of options (${names.join(', ')}), not ${describe(value)}.`);
  }
  const unknown = Object.keys(value).find((name) => !(names as readonly string[]).includes(name));
  if (unknown !== undefined) {
    const hint = Object.hasOwn(meant, unknown) ? `Did you mean '${meant[unknown] ?? ''}'?` : suggest(unknown, names);
    throw new EmulatorError(code, `${what} knows no option '${unknown}'. ${hint}`);
  }
  return Object.assign(Object.create(null) as Options, given);
}
