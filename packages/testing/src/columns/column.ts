import type { Row } from '../rows/row.ts';
import { createBlocks, type Blocks, type Places } from './blocks.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { instantSortKey, textSortKey, type SortKey } from './sort-key.ts';
import { indexTexts, type TextIndex } from './text-search.ts';

/** The values of a property in one block of rows, oldest first. */
export type ColumnBlock =
  /** As numbers of a dictionary, for a property with few different values. */
  | { readonly codes: Uint16Array }
  /** As numbers that sort as the values do; texts in one piece besides, to be searched. */
  | { readonly codes?: undefined; readonly keys: Float64Array; readonly texts: TextIndex | undefined };

/** The values of one property of all rows, laid out so that a condition on it need not look at the rows. */
export interface Column {
  readonly blocks: Blocks<ColumnBlock>;
  readonly dictionary: Dictionary;
  readonly keyOf: SortKey;
}

/** What kind of values a property has: instants, texts that come again and again, or texts of which each is there once. */
export type ColumnKind = 'instant' | 'text' | 'unique text';

function keysOf(values: readonly unknown[], keyOf: SortKey): Float64Array {
  const keys = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) keys[index] = keyOf(values[index]);
  return keys;
}

/**
 * Lays out a column.
 *
 * @param places The rows.
 * @param read Reads the property of a row.
 */
export function createColumn(kind: ColumnKind, places: Places, read: (row: Row) => unknown): Column {
  const dictionary = createDictionary();
  const keyOf = kind === 'instant' ? instantSortKey : textSortKey;
  const blocks = createBlocks<ColumnBlock>(places, (rows) => {
    // A property that is missing is null.
    const values = rows.map((row) => read(row) ?? null);
    const codes = kind === 'text' ? dictionary.encode(values) : undefined;
    if (codes !== undefined) return { codes };
    return { keys: keysOf(values, keyOf), texts: kind === 'instant' ? undefined : indexTexts(values) };
  });
  return { blocks, dictionary, keyOf };
}
