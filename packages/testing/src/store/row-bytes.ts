import type { Row } from '../rows/row.ts';

/** How many rows' bytes are kept: two full pages. */
const KEPT = 20_000;
/** Rows are put into large pieces of memory: one for each would cost more than the row. */
const PIECE = 2 ** 20;
/** A code unit of a text takes three bytes of UTF-8 at most. */
const BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();

/** The bytes of rows, ready to be copied into answers. */
export interface RowBytes {
  /** A row as JSON, in UTF-8, with a comma behind it. */
  of(row: Row): Uint8Array;
}

/**
 * Makes a store for the bytes of rows that are asked for again and again: putting them into an answer is then a copy.
 * Rows never change, they are replaced; so what is kept never goes stale.
 */
export function createRowBytes(): RowBytes {
  const kept = new Map<Row, Uint8Array>();
  let piece = new Uint8Array(0);
  let used = 0;

  function encode(row: Row): Uint8Array {
    const text = `${JSON.stringify(row)},`;
    const needed = text.length * BYTES_PER_UNIT;
    if (piece.length - used < needed) {
      piece = new Uint8Array(Math.max(PIECE, needed));
      used = 0;
    }
    const { written } = encoder.encodeInto(text, piece.subarray(used));
    used += written;
    return piece.subarray(used - written, used);
  }

  return {
    of(row) {
      let bytes = kept.get(row);
      if (bytes === undefined) {
        bytes = encode(row);
        if (kept.size >= KEPT) kept.clear();
        kept.set(row, bytes);
      }
      return bytes;
    },
  };
}
