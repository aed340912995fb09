/** Words of other languages for what OData has a word for, in its own spelling: upper and lower case count there. */
const KEYWORDS: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/^(?:null|nil|none|undefined)$/i, 'null'],
  [/^(?:inf|infinity)$/i, 'INF'],
  [/^nan$/i, 'NaN'],
];

/** The word that a name was probably meant to be; undefined for any other name. */
export const keywordMeant = (name: string): string | undefined => KEYWORDS.find(([pattern]) => pattern.test(name))?.[1];
