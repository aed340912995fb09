import type { ByteWriter } from '../bytes/byte-writer.ts';
import { createTextStore } from '../bytes/text-store.ts';
import { instantSortKey } from '../columns/sort-key.ts';
import { createdOf } from '../rows/created-of.ts';
import type { Row } from '../rows/row.ts';

/** A row as it is kept: itself, or the number under which it was packed. */
export type KeptRow = Row | number;

/** Packs rows, and gives them back. */
export interface RowKeeper {
  /** Puts a row away as the bytes of its JSON: a million objects would keep the collector of garbage busy at every large answer. */
  pack(row: Row): number;
  rowOf(kept: KeptRow): Row;
  /** A number that sorts as the row's time of creation does, as far as a number can say: see `SortKey`. */
  createdKey(kept: KeptRow): number;
  /** Writes rows as JSON, each with a comma behind it. */
  write(rows: readonly KeptRow[], to: ByteWriter): void;
}

/** How many bytes of rows that were not packed are kept ready, as tests ask for the same rows again and again. */
const MOST_READY = 2 ** 24;

const keyOf = (row: Row): number => instantSortKey(createdOf(row));
const textOf = (row: Row): string => `${JSON.stringify(row)},`;

/** Makes a keeper that has packed nothing yet. */
export function createRowKeeper(): RowKeeper {
  const packed = createTextStore();
  const createdKeys: number[] = [];
  // Rows never change, they are replaced; so what is ready never goes stale.
  let ready = createTextStore();
  const numbers = new Map<Row, number>();

  function numberOf(row: Row): number {
    let number = numbers.get(row);
    if (number === undefined) {
      number = ready.add(textOf(row));
      numbers.set(row, number);
    }
    return number;
  }

  return {
    pack(row) {
      createdKeys.push(keyOf(row));
      return packed.add(textOf(row));
    },
    // Without the comma it is the JSON of a row.
    rowOf: (kept) => (typeof kept === 'number' ? (JSON.parse(packed.textOf(kept).slice(0, -1)) as Row) : kept),
    createdKey: (kept) => (typeof kept === 'number' ? (createdKeys[kept] ?? NaN) : keyOf(kept)),
    write(rows, to) {
      if (ready.byteLength > MOST_READY) {
        ready = createTextStore();
        numbers.clear();
      }
      for (const kept of rows) {
        if (typeof kept === 'number') packed.write(kept, to);
        else ready.write(numberOf(kept), to);
      }
    },
  };
}
