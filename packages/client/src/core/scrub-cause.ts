import { redactTokens } from './redact.ts';

/** How many causes of causes are kept. */
const DEEPEST = 10;

/**
 * A copy of an error that somebody else made, without the token: an error of a caller's own `fetch` may hold the whole request. The copy
 * keeps the class, and the texts, numbers and flags of the error and of its causes; objects, which may hold anything, are left out.
 */
export function scrubCause(error: unknown, token: string | undefined, depth = 0): unknown {
  if (typeof error === 'string') return redactTokens(error, token);
  if (Object(error) !== error) return error;
  if (depth > DEEPEST || typeof error === 'function') return undefined;
  const copy: object = error instanceof Error ? Object.setPrototypeOf(new Error(), Object.getPrototypeOf(error)) : {};
  for (const name of Object.getOwnPropertyNames(error)) {
    const given = (error as Readonly<Record<string, unknown>>)[name];
    const value =
      name === 'errors' && Array.isArray(given)
        ? given.map((each) => scrubCause(each, token, depth + 1))
        : name === 'cause' || Object(given) !== given
          ? scrubCause(given, token, depth + 1)
          : undefined;
    if (value !== undefined)
      Object.defineProperty(copy, name, {
        value,
        configurable: true,
        writable: true,
        enumerable: Object.prototype.propertyIsEnumerable.call(error, name),
      });
  }
  return copy;
}
