/** Which rows of a part of a block are in question: a 1 for each. Bits outside of the part mean nothing. */
export interface Marks {
  readonly bits: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/**
 * Drops the rows of a block that a condition does not hold for.
 *
 * @param block The number of the block.
 * @param marks The rows in question, oldest first; the bits of those that are dropped become 0.
 * @param left How many are in question.
 * @returns How many are left.
 */
export interface Sieve {
  (block: number, marks: Marks, left: number): number;
  /** Takes much longer for a row than others do, so it is asked last. */
  readonly slow?: true;
}
