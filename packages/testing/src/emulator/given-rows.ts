import { EmulatorError } from '../errors.ts';
import { fixtures } from '../generated/fixtures.gen.ts';
import { checkRow } from '../rows/check-row.ts';
import { copyValues } from '../rows/copy-values.ts';
import { generateRows } from '../rows/generate-rows.ts';
import type { Row } from '../rows/row.ts';
import type { GivenRows } from '../store/initial-rows.ts';
import type { EmulatorOptions } from './options.ts';

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/**
 * The documents' examples: the three actions of seed 000's organization, and the one of seed 003's. The latter can be got and is not in
 * the list, so that both documents' answers come out key for key.
 */
function documented(): GivenRows {
  const { '@odata.context': _, ...isolation } = fixtures.getIsolation;
  return {
    listed: fixtures.listAll.value.map((row) => toRow(row, 'fixtures')),
    unlisted: [toRow(isolation, 'fixtures')],
  };
}

function toRow(given: unknown, place: string): Row {
  checkRow(given, place);
  return copyValues(given);
}

function* readEach(rows: Iterable<unknown>): Generator<Row> {
  let index = 0;
  for (const row of rows) {
    yield toRow(row, `rows[${String(index)}]`);
    index += 1;
  }
}

/**
 * Reads the rows of the options: the ones given, checked one by one; or generated ones; or the documents' examples.
 *
 * @returns The rows; those that were given are checked as they are taken.
 * @throws EmulatorError `InvalidRow`, as they are taken, with the row's number, counted from 0, and the path of what is wrong in it.
 */
export function readGivenRows({ rows, count, seed = 1 }: EmulatorOptions): GivenRows {
  if (rows === undefined && count === undefined) return documented();
  if (rows === undefined) {
    // Made by ourselves and held to the schema by a test: nothing to check or to copy.
    const generated: Iterable<object> = generateRows({ seed, count: count ?? 0 });
    return { listed: generated as Iterable<Row>, unlisted: [] };
  }
  if (!isIterable(rows)) {
    throw new EmulatorError(
      'InvalidOption',
      'rows must be a list, or anything else that can be iterated, of machine actions.',
    );
  }
  return { listed: readEach(rows), unlisted: [] };
}
