/** A sentence as it may stand in a doc comment: on one line, and unable to end the comment. */
export const docText = (sentence: string): string => sentence.replaceAll(/\s+/g, ' ').replaceAll('*/', '*\\/').trim();

/** A doc comment of one line. */
export const docComment = (sentence: string): string => `/** ${docText(sentence)} */`;
