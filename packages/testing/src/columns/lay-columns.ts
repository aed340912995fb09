import type { Row } from '../rows/row.ts';
import { BLOCK_SIZE } from './blocks.ts';
import { layBlock, type ColumnBlock, type LaidColumn } from './column.ts';
import { createDictionary } from './dictionary.ts';
import { columnProperties } from './properties.ts';

/** The columns of rows as they were laid out. */
export interface LaidColumns {
  /** How many rows the oldest block has; the others are full. */
  readonly oldest: number;
  /** By property. */
  readonly columns: ReadonlyMap<string, LaidColumn>;
}

/** Lays out rows while they are read, so that the rows themselves need not stay. */
export interface ColumnLayer {
  /** Takes the next row, which is not newer than the one before. */
  add(row: Row): void;
  finish(): LaidColumns;
}

/** Begins with no rows. */
export function createColumnLayer(): ColumnLayer {
  const columns = columnProperties.map((property) => ({
    ...property,
    dictionary: createDictionary(),
    blocks: [] as ColumnBlock[],
  }));
  let rows: Row[] = [];

  function layRows(): void {
    const oldestFirst = rows.toReversed();
    for (const { kind, read, dictionary, blocks } of columns)
      blocks.push(layBlock(oldestFirst.map(read), kind, dictionary));
    rows = [];
  }

  return {
    add(row) {
      if (rows.length === BLOCK_SIZE) layRows();
      rows.push(row);
    },
    finish() {
      const oldest = rows.length;
      if (oldest > 0) layRows();
      return {
        oldest: oldest || BLOCK_SIZE,
        columns: new Map(
          columns.map(({ name, dictionary, blocks }) => [name, { dictionary, blocks: blocks.toReversed() }]),
        ),
      };
    },
  };
}
