import type { Row } from '../rows/row.ts';
import { encodeUtf8 } from '../support/utf8.ts';

/** How many rows are kept ready: two full pages, some thirteen megabytes. */
const KEPT = 20_000;

/** Writes rows as answers show them. */
export interface RowWriter {
  /** The JSON of a row. */
  textOf(row: Row): string;
  /** The JSON of a list in UTF-8: what stands before the rows, the rows with commas between them, and what stands behind them. */
  writeList(head: string, rows: readonly Row[], tail: string): Uint8Array<ArrayBuffer>;
}

/**
 * Makes a writer that keeps what it wrote of late: tests ask for the same rows again and again, and writing them costs more than finding
 * them. As bytes, since that is what a response is made of. A row is never changed, only replaced, so nothing that is kept goes stale.
 *
 * @param presentation How rows look in an answer; undefined where they look as they are.
 */
export function createRowWriter(presentation: ((row: Row) => Row) | undefined): RowWriter {
  const ready = new Map<Row, Uint8Array>();
  const textOf = (row: Row): string => JSON.stringify(presentation?.(row) ?? row);

  /** A row with a comma behind it. */
  function bytesOf(row: Row): Uint8Array {
    let bytes = ready.get(row);
    if (bytes === undefined) {
      bytes = encodeUtf8(`${textOf(row)},`);
      if (ready.size >= KEPT) ready.clear();
      ready.set(row, bytes);
    }
    return bytes;
  }

  return {
    textOf,
    writeList(head, rows, tail) {
      const parts = [encodeUtf8(head), ...rows.map(bytesOf)];
      const end = encodeUtf8(tail);
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      // The last row has no comma behind it.
      const used = rows.length === 0 ? length : length - 1;
      const bytes = new Uint8Array(length + end.length);
      let at = 0;
      for (const part of parts) {
        bytes.set(part, at);
        at += part.length;
      }
      bytes.set(end, used);
      return bytes.subarray(0, used + end.length);
    },
  };
}
