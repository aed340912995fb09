/**
 * Drops the rows of a block that a condition does not hold for.
 *
 * @param block The number of the block.
 * @param marks 1 for each row that is in question, oldest first, 0 for the others; those that are dropped become 0.
 * @param left How many are in question.
 * @returns How many are left.
 */
export interface Sieve {
  (block: number, marks: Uint8Array, left: number): number;
  /** Takes much longer for a row than others do, so it is asked last. */
  readonly slow?: true;
}
