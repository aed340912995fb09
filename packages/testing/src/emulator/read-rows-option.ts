import { EmulatorError } from '../support/errors.ts';
import { ownOptions } from '../support/own-options.ts';
import type { RowsOption } from '../store/rows-option.ts';

const NAMES = ['rows', 'count'] as const satisfies readonly (keyof RowsOption)[];
const invalid = (message: string): EmulatorError => new EmulatorError('InvalidOption', message);

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/**
 * Reads the option of one collection.
 *
 * @param name The name of the collection.
 * @param option What was given; undefined where nothing was.
 * @throws EmulatorError `InvalidOption`. Rows are checked later, one by one.
 */
export function readRowsOption(name: string, option: unknown): RowsOption | undefined {
  if (option === undefined) return undefined;
  const { rows, count } = ownOptions(name, option as RowsOption, NAMES);
  if ((rows === undefined) === (count === undefined)) {
    throw invalid(`${name} takes rows or count, one of them: give rows of your own, or have them generated.`);
  }
  if (rows !== undefined) {
    if (isIterable(rows)) return { rows };
    throw invalid(`${name}.rows must be a list, or anything else that can be iterated, of rows.`);
  }
  if (Number.isSafeInteger(count) && (count ?? 0) >= 0) return { count: count ?? 0 };
  const found = typeof count === 'number' ? String(count) : JSON.stringify(count);
  throw invalid(`${name}.count is ${found}; it must be a whole number, 0 or more.`);
}
