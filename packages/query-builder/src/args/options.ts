import { QueryError } from '../errors.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { isPlain } from './own.ts';

/** What a value is, in a word for a message: never the value itself. */
export const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;

/** Refuses an argument: what a call takes, and what came instead. */
export function refuseArgument(what: string, wanted: string, value: unknown, allowed?: readonly string[]): never {
  throw new QueryError('invalid-argument', `${what} is ${wanted}, not ${kindOf(value)}.`, undefined, allowed);
}

/**
 * Refuses what a call is given beyond its one argument: it would be dropped without a word. `values.map(field.eq)` hands over an index
 * and the list as well, and is meant as it is written.
 */
export function refuseMore(call: string, more: readonly unknown[]): void {
  if (more.length && !Array.isArray(more[1]))
    throw new QueryError('invalid-argument', `${call} takes one argument, such as and(…) or in([…]).`);
}

/** Refuses what is no tree: text and built conditions are other forms of a filter. */
export function requireTree(call: string, node: FilterNode): void {
  if (typeof (node as FilterNode | undefined)?.kind !== 'string')
    refuseArgument(`The filter of ${call}`, 'a tree, as parseFilter(text) and condition.node are', node);
}

/** Refuses what is no text. */
export function requireText(what: string, text: string): void {
  if (typeof text !== 'string') refuseArgument(what, 'text', text);
}

/**
 * Copies the options of a call, own keys only, before anything is read: what an object inherits, or what the compiler would refuse,
 * would otherwise change the call or be left out without a word.
 *
 * @param what - Whose options they are, for words of refusal.
 * @param options - What was given; undefined for none.
 * @param names - The options that there are; undefined for any.
 * @returns A copy without a prototype.
 * @throws {@link QueryError} `invalid-argument` for what is no object, `unknown-option` for an option that there is not.
 */
export function ownOptions<Options extends object>(
  what: string,
  options: Options | undefined,
  names?: readonly string[],
): Options {
  const read = Object.create(null) as Record<string, unknown>;
  if (options !== undefined && !isPlain(options)) {
    const isObject = typeof options === 'object' && kindOf(options) === 'object';
    throw new QueryError(
      'invalid-argument',
      `${what} is ${isObject ? 'a plain object, not one of a class' : `an object, not ${kindOf(options)}`}.`,
      undefined,
      names,
    );
  }
  // All of its keys, also those that no list shows: what is passed over would be left out without a word.
  for (const name of Reflect.ownKeys(options ?? {})) {
    if (typeof name === 'symbol' || (names && !names.includes(name)))
      throw new QueryError('unknown-option', `${what} has no option ${String(name)}.`, undefined, names);
    read[name] = (options as Record<string, unknown>)[name];
  }
  return read as Options;
}
