/**
 * The standard counts characters, and a character is a Unicode character, not a UTF-16 code unit: `length('😀')` is 1.
 * A text without surrogates, which is nearly every text, is counted without looking at each character.
 */
const hasPairs = (text: string): boolean => /[\uD800-\uDBFF]/.test(text);

/** The number of characters. */
export function lengthOf(text: string): number {
  if (!hasPairs(text)) return text.length;
  let length = 0;
  for (let index = 0; index < text.length; index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1) length++;
  return length;
}

/** The number of characters before the first occurrence of a part, or -1. */
export function indexOfText(text: string, part: string): number {
  const index = text.indexOf(part);
  return index > 0 ? lengthOf(text.slice(0, index)) : index;
}

/** The characters from `start`, at most `length` of them; a negative start counts from the end (5.1.1.5.7). */
export function sliceText(text: string, start: number, length = Infinity): string {
  const characters = hasPairs(text) ? Array.from(text) : undefined;
  const size = characters?.length ?? text.length;
  const from = start < 0 ? Math.max(0, size + start) : start;
  return characters ? characters.slice(from, from + length).join('') : text.slice(from, from + length);
}
