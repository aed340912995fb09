import { EmulatorError } from '../support/errors.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import { keyOf, type Row } from '../rows/row.ts';
import { newestFirst } from './newest-first.ts';

/** The rows that a store starts with, and starts with again when the emulator is reset; none of this changes. */
export interface InitialRows {
  /** The rows that a list shows: newest first, or in the order given where rows have no time of creation. */
  readonly listed: readonly Row[];
  /** Every row by its key, those that no list shows among them. */
  readonly byKey: ReadonlyMap<string, Row>;
}

/** The error of a row whose key another one has. */
export const takenKey = (place: string, key: string, value: unknown): EmulatorError =>
  new EmulatorError(
    'InvalidRow',
    `${place}.${key} is ${JSON.stringify(value)}, which another row has; each row needs its own. Leave it out, and the row gets one.`,
  );

/**
 * Puts rows in order.
 *
 * @param listed The rows that a list shows, in any order.
 * @param unlisted Rows that can be got and that no list shows; one whose key is taken is left out.
 * @throws EmulatorError `InvalidRow` where two listed rows have one key.
 */
export function takeIn(
  { name, key, createdAt }: CollectionDefinition,
  listed: readonly Row[],
  unlisted: readonly Row[] = [],
): InitialRows {
  const byKey = new Map<string, Row>();
  for (const [index, row] of listed.entries()) {
    const own = keyOf(row, key);
    if (byKey.has(own)) throw takenKey(`${name}.rows[${String(index)}]`, key, row[key]);
    byKey.set(own, row);
  }
  for (const row of unlisted) if (!byKey.has(keyOf(row, key))) byKey.set(keyOf(row, key), row);
  return { listed: createdAt === undefined ? listed : newestFirst(listed, createdAt), byKey };
}
