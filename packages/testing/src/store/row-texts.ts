import type { Row } from '../rows/row.ts';

/** How many rows' texts are kept: two full pages. */
const KEPT = 20_000;

/**
 * Makes a function that gives the JSON text of a row, and keeps the texts of rows that are asked for again and again.
 * Rows never change, they are replaced; so a text never goes stale.
 */
export function createRowTexts(): (row: Row) => string {
  const texts = new Map<Row, string>();
  return (row) => {
    let text = texts.get(row);
    if (text === undefined) {
      text = JSON.stringify(row);
      if (texts.size >= KEPT) texts.clear();
      texts.set(row, text);
    }
    return text;
  };
}
