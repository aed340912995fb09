/** Longer texts are no names and no members of enumerations; making them unique would only cost memory. */
const MAX_LENGTH = 100;

/**
 * The same text as the engine keeps names of properties: one copy of each. A text cut out of a filter is no such copy, and looking
 * up a property by it, or comparing it with the strings of rows, takes several times as long.
 */
export function internalised(text: string): string {
  if (text.length > MAX_LENGTH) return text;
  // Without a prototype it is a table from the start: any other object would leave the engine a shape of it for each text.
  const names = Object.create(null) as Record<string, true>;
  names[text] = true;
  return Object.keys(names)[0] ?? text;
}
