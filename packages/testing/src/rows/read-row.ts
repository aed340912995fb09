import { EmulatorError } from '../support/errors.ts';
import { checkObject, checkRow } from './check-row.ts';
import { copyValues } from './copy-values.ts';
import type { CollectionDefinition } from './definition.ts';
import { isMadeUp } from './made-up.ts';
import { keyOf, type Row } from './row.ts';

/** What a row that is given meets. */
export interface Reading {
  /** Whether a key is another row's. */
  readonly isTaken: (key: string) => boolean;
  /** Makes a whole new row around values, another one at each attempt. */
  readonly begin: (values: Row, attempt: number) => Row;
}

/** How often a key that is free is looked for; a collection with few possible keys may have none. */
const ATTEMPTS = 1000;

/**
 * Makes a new row with a key that is free.
 *
 * @throws EmulatorError `InvalidRow` where none was found.
 */
export function makeFree({ name, key }: CollectionDefinition, values: Row, { isTaken, begin }: Reading): Row {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = begin(values, attempt);
    if (!isTaken(keyOf(row, key))) return row;
  }
  throw new EmulatorError(
    'InvalidRow',
    `Every ${key} that was tried is one of a row of ${name}: give the row another.`,
  );
}

/**
 * Reads a row that a test gives: checked, copied, and with a key of its own where it has none, or where a factory made the key up and
 * another row has it.
 *
 * @param place Where it stands, for errors.
 * @throws EmulatorError `InvalidRow`.
 */
export function readRow(definition: CollectionDefinition, given: unknown, place: string, reading: Reading): Row {
  const { key } = definition;
  checkObject(given, place);
  checkRow(given, definition, place);
  const row = copyValues(given);
  if (!Object.hasOwn(row, key)) return makeFree(definition, row, reading);
  if (!isMadeUp(given) || !reading.isTaken(keyOf(row, key))) return row;
  const { [key]: _, ...values } = row;
  return { ...row, [key]: makeFree(definition, values, reading)[key] };
}
