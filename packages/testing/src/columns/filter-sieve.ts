import type { FilterNode } from '@defender-odata/query-builder/parse';
import { BLOCK_SIZE, type Places } from './blocks.ts';
import type { Column } from './column.ts';
import { readLeaf } from './leaf.ts';
import { createLeafSieve, type RowTest } from './leaf-sieve.ts';
import type { Marks, Sieve } from './sieve.ts';

/** What filters are turned into sieves over. */
export interface Sieving {
  readonly places: Places;
  readonly columns: ReadonlyMap<string, Column>;
  /** The test of one row, for what no column answers. */
  testOf(node: FilterNode): RowTest;
}

const isSlow = ({ slow }: Sieve): boolean => slow === true;
const markedSlow = (sieve: Sieve, parts: readonly Sieve[]): Sieve =>
  parts.some(isSlow) ? Object.assign(sieve, { slow: true as const }) : sieve;

/** What all let through, the quick ones asked first. */
function every(sieves: readonly Sieve[]): Sieve {
  const inOrder = [...sieves.filter((sieve) => !isSlow(sieve)), ...sieves.filter(isSlow)];
  return markedSlow((block, marks, left) => {
    let kept = left;
    for (const sieve of inOrder) {
      if (kept === 0) break;
      kept = sieve(block, marks, kept);
    }
    return kept;
  }, sieves);
}

/** What one of them lets through; each is asked only about what the ones before it dropped. */
function some(sieves: readonly Sieve[]): Sieve {
  const inQuestion = new Uint8Array(BLOCK_SIZE);
  const trial = new Uint8Array(BLOCK_SIZE);
  return markedSlow((block, { bits, from, to }, left) => {
    inQuestion.set(bits);
    let open = left;
    for (const sieve of sieves) {
      if (open === 0) break;
      trial.set(inQuestion);
      if (sieve(block, { bits: trial, from, to }, open) === 0) continue;
      for (let index = from; index < to; index += 1) {
        if (trial[index] !== 1) continue;
        inQuestion[index] = 0;
        open -= 1;
      }
    }
    // What is still in question was let through by none.
    for (let index = from; index < to; index += 1) if (inQuestion[index] === 1) bits[index] = 0;
    return left - open;
  }, sieves);
}

/** The condition of a tree for the opposite: for the rows for which it is false, which leaves out those for which it is null. */
const opposite = (operand: FilterNode): FilterNode => ({ kind: 'not', operand });

/** Asks the rows themselves. */
function rowSieve(holds: RowTest, places: Places): Sieve {
  const sieve = (block: number, { bits, from, to }: Marks): number => {
    const rows = places.rowsOf(block);
    let left = 0;
    for (let index = from; index < to; index += 1) {
      const row = rows[index];
      if (bits[index] === 1 && row !== undefined) left += bits[index] = holds(row) ? 1 : 0;
    }
    return left;
  };
  return Object.assign(sieve, { slow: true as const });
}

/**
 * Turns a filter into a sieve over columns. Logic is three-valued, so "false" is asked of each condition by itself: what is null is
 * neither true nor false.
 *
 * @param node The filter, checked.
 * @param sieving The columns.
 * @param wanted Whether rows are kept for which it is true, or those for which it is false.
 */
export function createFilterSieve(node: FilterNode, sieving: Sieving, wanted = true): Sieve {
  const { places, columns, testOf } = sieving;
  switch (node.kind) {
    case 'not':
      return createFilterSieve(node.operand, sieving, !wanted);
    case 'and':
    case 'or': {
      const sieves = node.operands.map((operand) => createFilterSieve(operand, sieving, wanted));
      return (node.kind === 'and') === wanted ? every(sieves) : some(sieves);
    }
    default: {
      const leaf = readLeaf(node);
      const column = leaf === undefined ? undefined : columns.get(leaf.property);
      const holds = lazily(() => testOf(wanted ? node : opposite(node)));
      return leaf === undefined || column === undefined
        ? rowSieve(holds, places)
        : createLeafSieve(leaf, wanted, column, holds, places);
    }
  }
}

/** Compiles a test when the first row asks for it: most rows never do. */
function lazily(make: () => RowTest): RowTest {
  let test: RowTest | undefined;
  return (row) => {
    test ??= make();
    return test(row);
  };
}
