import type { Row } from '../rows/row.ts';

/** How many rows a block has: few enough to make one anew when a row of it changes, enough for a loop that pays. */
export const BLOCK_SIZE = 1024;

/**
 * The rows of a list that is sorted newest first, seen from its other end: a row's place is how many rows are older. Rows arrive at the
 * new end, so the places of those that are there already stay.
 */
export interface Places {
  /** How many rows there are. */
  readonly length: number;
  /** The row of a place. */
  rowAt(place: number): Row | undefined;
  /** The rows of a block, oldest first. */
  rowsOf(block: number): readonly Row[];
}

/** Looks at a list from its old end. */
export const placesOf = (listed: readonly Row[]): Places => ({
  get length() {
    return listed.length;
  },
  rowAt: (place) => listed[listed.length - 1 - place],
  rowsOf: (block) => {
    const end = listed.length - block * BLOCK_SIZE;
    return listed.slice(Math.max(0, end - BLOCK_SIZE), end).toReversed();
  },
});

/** What was made of the rows, block by block, and is made again when a row changes. */
export interface Blocks<Block> {
  at(block: number): Block;
  /** The row of a place was replaced. */
  replaced(place: number): void;
  /** A row came or went at a place, and all newer ones moved. */
  moved(place: number): void;
}

/**
 * Makes blocks as they are asked for.
 *
 * @param places The rows.
 * @param make Makes one block of its rows, oldest first.
 */
export function createBlocks<Block>(places: Places, make: (rows: readonly Row[]) => Block): Blocks<Block> {
  const blocks: (Block | undefined)[] = [];
  return {
    at: (block) => (blocks[block] ??= make(places.rowsOf(block))),
    replaced(place) {
      blocks[Math.floor(place / BLOCK_SIZE)] = undefined;
    },
    moved(place) {
      blocks.length = Math.min(blocks.length, Math.floor(place / BLOCK_SIZE));
    },
  };
}
