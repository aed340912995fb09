/** A sentence as it may stand in a doc comment: on one line, and unable to end the comment. */
export const docText = (sentence: string): string => sentence.replaceAll(/\s+/g, ' ').replaceAll('*/', '*\\/').trim();

/** A doc comment of one line. */
export const docComment = (sentence: string): string => `/** ${docText(sentence)} */`;

/** What the comment of something says: where it is not to be used any more, that first, since a tag begins a line. */
export const deprecatedText = (
  description: string,
  deprecated: string | undefined,
  ...others: readonly string[]
): string => {
  const words = [...others, ...(deprecated === undefined ? [] : [deprecated])];
  return docText(words.length === 0 ? description : `@deprecated ${words.join(' ')} ${description}`);
};
