import { DefenderError } from '../errors/defender-error.ts';
import type { CallOptions } from './call-options.ts';

/** What an option has to be: a type, or an object with a method; `any` where its own check has better words. */
type OptionType = 'string' | 'boolean' | 'function' | 'object' | `${string}()` | 'reserve() or false' | 'any';

/** All options of a kind, and what each has to be. */
export type OptionTypes<Options> = { readonly [Name in keyof Options]-?: OptionType };

/** What every call takes. */
export const callOptionTypes: OptionTypes<CallOptions> = {
  abortSignal: 'addEventListener()',
  priority: 'any',
  maxWait: 'any',
};

/**
 * A copy of options, made before any of them is looked at: each name of the table is a property of the copy's own, and so neither a
 * polluted `Object.prototype` nor a getter that changes its mind can put in another value later.
 *
 * What nobody would read is refused: a misspelt name, what an option would be inherited through, what is no object.
 *
 * @param what - Whose options they are.
 * @param options - What was given. No value of it gets into a message: a token may have been given in the place of options.
 * @param types - The options that there are.
 * @throws {@link DefenderError} `InvalidArgument`.
 */
export function ownOptions<Options extends object>(
  what: string,
  options: Options,
  types: OptionTypes<Options>,
): Options {
  const names = Object.keys(types) as (keyof Options & string)[];
  const refuse = (words: string): never => {
    throw new DefenderError('InvalidArgument', `${what} ${words}. Allowed: ${names.join(', ')}.`);
  };
  if (!isPlain(options)) refuse(`takes a plain object of options, not ${describe(options)}`);
  for (const name of Object.keys(options)) if (!Object.hasOwn(types, name)) refuse(`has no option "${name}"`);
  return Object.fromEntries(
    names.map((name) => {
      const value = Object.hasOwn(options, name) ? options[name] : undefined;
      if (value !== undefined && !fits(value, types[name]))
        refuse(`takes ${types[name]} as "${name}", not ${describe(value)}`);
      return [name, value];
    }),
  ) as Options;
}

/** Whether it is made by a literal, in this realm or in another: its prototype, if it has one, inherits nothing. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function fits(value: unknown, type: OptionType): boolean {
  if (type === 'any') return true;
  const [method = '', orFalse] = type.split('()');
  if (orFalse === undefined) return typeof value === type && value !== null;
  return typeof (value as Record<string, unknown> | null)?.[method] === 'function' || (!!orFalse && value === false);
}

/** What sort of value it is, and nothing of the value itself. */
function describe(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
}
