import type { Row } from '../rows/row.ts';
import type { KeptRow, RowKeeper } from '../store/row-keeper.ts';

/** How many rows a block has: few enough to make one anew when a row of it changes, enough for a loop that pays. */
export const BLOCK_SIZE = 1024;

/**
 * The rows of a list that is sorted newest first, seen from its other end: a row's place is how many rows are older. Rows arrive at the
 * new end, so the places of those that are there already stay. Places are divided into blocks.
 */
export interface Places {
  /** The row of a place. */
  rowAt(place: number): Row | undefined;
  /** The block of a place. */
  blockOf(place: number): number;
  /** The first place of a block. */
  startOf(block: number): number;
  /** The rows of a block, oldest first. */
  rowsOf(block: number): readonly Row[];
}

/**
 * Looks at a list from its old end.
 *
 * @param listed The rows, newest first.
 * @param keeper Gives the rows back.
 * @param oldest How many places the oldest block has; the others are of the usual size.
 */
export function placesOf(listed: readonly KeptRow[], { rowOf }: RowKeeper, oldest: number): Places {
  const startOf = (block: number): number => (block === 0 ? 0 : oldest + (block - 1) * BLOCK_SIZE);
  return {
    startOf,
    blockOf: (place) => (place < oldest ? 0 : 1 + Math.floor((place - oldest) / BLOCK_SIZE)),
    rowAt(place) {
      const kept = listed[listed.length - 1 - place];
      return kept === undefined ? undefined : rowOf(kept);
    },
    rowsOf(block) {
      const end = listed.length - startOf(block);
      return listed
        .slice(Math.max(0, listed.length - startOf(block + 1)), end)
        .toReversed()
        .map(rowOf);
    },
  };
}

/** What was made of the rows, block by block, and is made again when a row changes. */
export interface Blocks<Block> {
  at(block: number): Block;
  /** The row of a place was replaced. */
  replaced(place: number): void;
  /** A row came or went at a place, and all newer ones moved. */
  moved(place: number): void;
}

/**
 * Keeps blocks up to date: what changed is made anew when it is asked for.
 *
 * @param places The rows.
 * @param make Makes one block of its rows, oldest first.
 * @param made The blocks of the rows that are there now.
 */
export function createBlocks<Block>(
  places: Places,
  make: (rows: readonly Row[]) => Block,
  made: readonly Block[],
): Blocks<Block> {
  const blocks: (Block | undefined)[] = [...made];
  return {
    at: (block) => (blocks[block] ??= make(places.rowsOf(block))),
    replaced(place) {
      blocks[places.blockOf(place)] = undefined;
    },
    moved(place) {
      blocks.length = Math.min(blocks.length, places.blockOf(place));
    },
  };
}
