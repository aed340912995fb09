import { internalised } from './internalised.ts';

/** An object that is known to be plain, so that reading a property inherits nothing. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether an object inherits nothing but what every object does: so of plain JSON. An object that is plain in another way (no
 * prototype, or a property of its own called `__proto__`) is not recognised, which only makes it slower to read.
 * `Object.getPrototypeOf` says the same and takes as long as the rest of a short filter: the engine does not inline it here.
 */
export const isPlain = (source: object): boolean =>
  (source as { readonly __proto__?: unknown }).__proto__ === Object.prototype;

/** Whether a name is one that every object inherits, such as `constructor`. */
export const isInherited = (name: string): boolean => name in Object.prototype;

/**
 * Makes a function that reads a property of an object's own, so that `constructor` and `__proto__` are names like any other.
 *
 * @param property - Its name.
 * @returns The value, or undefined when the object has no such property of its own.
 */
export function ownReader(property: string): (source: object) => unknown {
  const name = internalised(property);
  if (isInherited(name)) return (source) => (Object.hasOwn(source, name) ? Reflect.get(source, name) : undefined);
  return (source) => {
    const value = (source as Fields)[name];
    return value === undefined || isPlain(source) || Object.hasOwn(source, name) ? value : undefined;
  };
}
