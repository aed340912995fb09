import type { Row } from '../rows/row.ts';
import { BLOCK_SIZE, type Places } from './blocks.ts';
import type { Column } from './column.ts';
import { keyTestOf, type KeyRange, type KeySet } from './key-test.ts';
import type { Leaf } from './leaf.ts';
import type { Marks, Sieve } from './sieve.ts';
import { isSearchable, searchTexts, textAt } from './text-search.ts';

/** Says of a row whether a condition comes out as wanted. */
export type RowTest = (row: Row) => boolean;

/** Says it of the row that stands somewhere in a block. */
type PlaceTest = (index: number) => 0 | 1;

const UNKNOWN = 2;
/** With fewer rows in question than one in so many, each is looked at, and nothing is searched. */
const FEW = 16;

function siftEach({ bits, from, to }: Marks, test: PlaceTest): number {
  let left = 0;
  for (let index = from; index < to; index += 1) {
    if (bits[index] === 1) left += bits[index] = test(index);
  }
  return left;
}

function siftRange({ bits, from, to }: Marks, keys: Float64Array, range: KeyRange, test: PlaceTest): number {
  const { from: least, to: greatest, below, above } = range;
  let left = 0;
  for (let index = from; index < to; index += 1) {
    if (bits[index] !== 1) continue;
    const key = keys[index] ?? NaN;
    left += bits[index] = key < least ? below : key > greatest ? above : test(index);
  }
  return left;
}

function siftSet({ bits, from, to }: Marks, keys: Float64Array, { among, elsewhere }: KeySet, test: PlaceTest): number {
  let left = 0;
  for (let index = from; index < to; index += 1) {
    if (bits[index] !== 1) continue;
    left += bits[index] = among.has(keys[index] ?? NaN) ? test(index) : elsewhere;
  }
  return left;
}

/** Asks a dictionary's values instead of the rows, each of them once. */
function createCodeSieve({ dictionary }: Column, { property }: Leaf, holds: RowTest) {
  const answers = new Uint8Array(dictionary.values.length).fill(UNKNOWN);
  const ask = (code: number): 0 | 1 => {
    const answer = holds({ id: '', [property]: dictionary.values[code] }) ? 1 : 0;
    answers[code] = answer;
    return answer;
  };
  return ({ bits, from, to }: Marks, codes: Uint16Array): number => {
    let left = 0;
    for (let index = from; index < to; index += 1) {
      if (bits[index] !== 1) continue;
      const code = codes[index] ?? 0;
      // The dictionary may have grown since.
      const answer = answers[code] ?? UNKNOWN;
      left += bits[index] = answer === UNKNOWN ? ask(code) : answer;
    }
    return left;
  };
}

/** Where the texts of a block that contain a part are found, for rows that are in question and have a text at all. */
function siftFound({ bits, from, to }: Marks, keys: Float64Array, found: Uint8Array, wanted: boolean): number {
  const hit = wanted ? 1 : 0;
  let left = 0;
  for (let index = from; index < to; index += 1) {
    if (bits[index] !== 1) continue;
    left += bits[index] = found[index] === hit && !Number.isNaN(keys[index]) ? 1 : 0;
  }
  return left;
}

/**
 * Makes a sieve for a condition on one property.
 *
 * @param leaf The condition.
 * @param wanted Whether rows are kept for which it is true, or those for which it is false.
 * @param column The property's values.
 * @param holds Decides what the column leaves open.
 * @param places The rows.
 */
export function createLeafSieve(leaf: Leaf, wanted: boolean, column: Column, holds: RowTest, places: Places): Sieve {
  const { blocks, keyOf } = column;
  const siftCodes = createCodeSieve(column, leaf, holds);
  const keyTest = keyTestOf(leaf, wanted, keyOf);
  const part = leaf.operator === 'contains' ? (leaf.literals[0]?.value ?? '') : '';
  const searches = isSearchable(part);
  const found = new Uint8Array(searches ? BLOCK_SIZE : 0);

  const sieve = (block: number, marks: Marks, left: number): number => {
    const values = blocks.at(block);
    if (values.codes !== undefined) return siftCodes(marks, values.codes);
    const { keys, texts } = values;
    const test: PlaceTest = (index) => {
      // A text is at hand; for anything else, the row is fetched.
      const row =
        texts === undefined || Number.isNaN(keys[index])
          ? places.rowAt(places.startOf(block) + index)
          : { id: '', [leaf.property]: textAt(texts, index) };
      return row !== undefined && holds(row) ? 1 : 0;
    };
    if (searches && texts !== undefined && left * FEW > keys.length) {
      found.fill(0);
      searchTexts(texts, part, found);
      return siftFound(marks, keys, found, wanted);
    }
    if (keyTest === undefined) return siftEach(marks, test);
    return 'among' in keyTest ? siftSet(marks, keys, keyTest, test) : siftRange(marks, keys, keyTest, test);
  };
  return searches ? Object.assign(sieve, { slow: true as const }) : sieve;
}
