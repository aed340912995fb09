import { DefenderError } from '../errors/defender-error.ts';
import type { AnyRow } from './page.ts';

/** By what one row is asked for: a text, or a text for each parameter of a path that has several. */
export type Key = string | Readonly<Record<string, string>>;

/** Whether it is a row: an object with a key that is what the spec says. */
export function hasKey(row: unknown, property: string, isNumber: boolean): row is AnyRow {
  const type = typeof (row as AnyRow | null | undefined)?.[property];
  return type === 'string' ? !isNumber : type === 'number' && isNumber;
}

/**
 * Whether a row has what was asked for: the service writes a GUID in another case than the caller, and takes the first label of a DNS name
 * for the whole.
 */
export function isSameKey(value: unknown, asked: string): boolean {
  const [given, wanted] = [String(value).toLowerCase(), asked.toLowerCase()];
  return given === wanted || given.startsWith(`${wanted}.`);
}

/**
 * The path of one row, and the text that tells it from the others: the last of the path's parameters.
 *
 * @throws {@link DefenderError} `InvalidArgument` for what would name another path, or none.
 */
export function pathOf(path: string, parameters: readonly string[], key: Key): readonly [asked: string, path: string] {
  const [only = ''] = parameters;
  const values: Readonly<Record<string, unknown>> = parameters.length > 1 ? partsOf(key) : { [only]: key };
  const unknown = Object.keys(values).find((name) => !parameters.includes(name));
  if (unknown !== undefined)
    throw new DefenderError('InvalidArgument', `A key has no "${unknown}". It is made of ${parameters.join(', ')}.`);
  let asked = '';
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    checkKey(value, name);
    asked = value;
    return encodeURIComponent(value);
  });
  return [asked, filled];
}

const partsOf = (key: unknown) => (Object(key) === key ? (key as Readonly<Record<string, unknown>>) : {});

/** Refuses what would name another path, or none, before it is sent. */
export function checkKey(value: unknown, name: string): asserts value is string {
  if (typeof value === 'string' && !/^\.{0,2}$/.test(value) && value.isWellFormed()) return;
  throw new DefenderError(
    'InvalidArgument',
    `${name} must be text, as a list gives it, not ${typeof value === 'string' ? JSON.stringify(value) : value === null ? value : typeof value}.`,
  );
}
