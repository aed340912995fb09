import type { RowInput } from '../rows/row.ts';

/** The rows of one collection, as the options of an emulator say them. */
export interface RowsOption<Whole extends object = object, Key extends keyof Whole = keyof Whole> {
  /** The rows, in any order. One without a key is made whole, and gets a key of its own. */
  readonly rows?: Iterable<RowInput<Whole, Key>>;
  /** How many rows to generate, instead of `rows`. */
  readonly count?: number;
}
