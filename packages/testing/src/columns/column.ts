import type { Row } from '../rows/row.ts';
import { createBlocks, type Blocks, type Places } from './blocks.ts';
import type { Dictionary } from './dictionary.ts';
import { instantSortKey, textSortKey, type SortKey } from './sort-key.ts';
import { indexTexts, type TextIndex } from './text-search.ts';

/** The values of a property in one block of rows, oldest first. */
export type ColumnBlock =
  /** As numbers of a dictionary, for a property with few different values. */
  | { readonly codes: Uint16Array }
  /** As numbers that sort as the values do; texts in one piece besides, to be searched. */
  | { readonly codes?: undefined; readonly keys: Float64Array; readonly texts: TextIndex | undefined };

/** What kind of values a property has: instants, texts that come again and again, or texts of which each is there once. */
export type ColumnKind = 'instant' | 'text' | 'unique text';

/** A property that has a column. */
export interface ColumnProperty {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Reads it from a row; null where it is missing. */
  readonly read: (row: Row) => unknown;
}

/** A column as it was laid out; nothing of it changes, but that its dictionary may grow. */
export interface LaidColumn {
  readonly dictionary: Dictionary;
  readonly blocks: readonly ColumnBlock[];
}

/** The values of one property of all rows, laid out so that a condition on it need not look at the rows. */
export interface Column {
  readonly blocks: Blocks<ColumnBlock>;
  readonly dictionary: Dictionary;
  readonly keyOf: SortKey;
}

const sortKeyOf = (kind: ColumnKind): SortKey => (kind === 'instant' ? instantSortKey : textSortKey);

/** Lays out the values of a block, oldest first. */
export function layBlock(values: readonly unknown[], kind: ColumnKind, dictionary: Dictionary): ColumnBlock {
  const codes = kind === 'text' ? dictionary.encode(values) : undefined;
  if (codes !== undefined) return { codes };
  const keyOf = sortKeyOf(kind);
  const keys = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) keys[index] = keyOf(values[index]);
  return { keys, texts: kind === 'instant' ? undefined : indexTexts(values) };
}

/**
 * Makes a column of rows that may change.
 *
 * @param property What it holds.
 * @param places The rows.
 * @param laid How the rows were laid out that are there now.
 */
export function createColumn({ kind, read }: ColumnProperty, places: Places, laid: LaidColumn): Column {
  const { dictionary } = laid;
  const make = (rows: readonly Row[]): ColumnBlock => layBlock(rows.map(read), kind, dictionary);
  return { blocks: createBlocks(places, make, laid.blocks), dictionary, keyOf: sortKeyOf(kind) };
}
