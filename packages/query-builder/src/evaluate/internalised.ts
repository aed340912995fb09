/** Longer texts are no names and no members of enumerations; making them unique would only cost memory. */
const MAX_LENGTH = 100;

/**
 * The same text as the engine keeps names of properties: one copy of each. A text cut out of a filter is no such copy, and looking
 * up a property by it, or comparing it with the strings of rows, takes several times as long.
 */
export const internalised = (text: string): string =>
  text.length > MAX_LENGTH ? text : (Object.keys({ [text]: true })[0] ?? text);
