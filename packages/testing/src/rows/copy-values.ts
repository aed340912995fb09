// An annotation of an answer, which the emulator writes anew: a row of a saved answer may still have it.
const CONTEXT = '@odata.context';

/**
 * A copy of a row, or of a part of one, that shares nothing with the original, keys in their order, without `@odata.context`.
 * Most values of a row are texts and need no copying.
 */
export function copyValues<Values extends object>(values: Values): Values {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    if (key === CONTEXT) continue;
    // Through JSON, which is what a row is: jsdom hides structuredClone.
    const copied: unknown = typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;
    // Set like another key, this one would become the copy's prototype.
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value: copied, enumerable: true, writable: true, configurable: true });
    else copy[key] = copied;
  }
  return copy as Values;
}
