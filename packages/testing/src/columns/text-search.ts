const SEPARATOR = '\n';

/** The texts of a block in one piece: the engine finds a part in a long text many times as fast as in a thousand short ones. */
export interface TextIndex {
  readonly whole: string;
  /** Where each text begins, and where one after the last would. */
  readonly starts: Uint32Array;
}

/** Puts texts in one piece; what is no text is left empty. */
export function indexTexts(values: readonly unknown[]): TextIndex {
  const texts = values.map((value) => (typeof value === 'string' ? value : ''));
  const starts = new Uint32Array(texts.length + 1);
  for (let index = 0; index < texts.length; index += 1) {
    starts[index + 1] = (starts[index] ?? 0) + (texts[index] ?? '').length + SEPARATOR.length;
  }
  return { whole: texts.join(SEPARATOR), starts };
}

/** The text of a row. */
export const textAt = ({ whole, starts }: TextIndex, index: number): string =>
  whole.slice(starts[index], (starts[index + 1] ?? 0) - SEPARATOR.length);

/** Whether a part can be searched for in one piece: it is in no two texts at once, and in none that is empty. */
export const isSearchable = (part: string): boolean => part !== '' && !part.includes(SEPARATOR);

/** Sets `found` to 1 for each text that contains a part, case and all. */
export function searchTexts({ whole, starts }: TextIndex, part: string, found: Uint8Array): void {
  let text = 0;
  let at = whole.indexOf(part);
  while (at !== -1) {
    while ((starts[text + 1] ?? Infinity) <= at) text += 1;
    found[text] = 1;
    // One place is enough: on to the next text.
    at = whole.indexOf(part, starts[text + 1]);
  }
}
