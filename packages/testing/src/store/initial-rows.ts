import { EmulatorError } from '../errors.ts';
import { isOnItsWay } from '../rows/known-values.ts';
import type { Row } from '../rows/row.ts';
import { newestFirst } from './newest-first.ts';

/** Rows that an emulator is given. */
export interface GivenRows {
  /** The rows that a list shows, in any order; they are asked for once, one by one. */
  readonly listed: Iterable<Row>;
  /** Rows that can be got by ID and that no list shows. */
  readonly unlisted: readonly Row[];
}

/** The rows that an emulator starts with, and starts with again when it is reset; none of this changes. */
export interface InitialRows {
  /** The rows that a list shows, newest first. */
  readonly listed: readonly Row[];
  /** Every row. */
  readonly byId: ReadonlyMap<string, Row>;
  /** The listed rows that have not come to their end. */
  readonly onTheirWay: readonly Row[];
}

/** The error of a row whose ID another one has. */
export const takenId = (place: string, id: string): EmulatorError =>
  new EmulatorError(
    'InvalidRow',
    `${place}.id is ${JSON.stringify(id)}, which another row has; each row needs its own.`,
  );

/**
 * Takes rows in, and puts them in order.
 *
 * @throws EmulatorError `InvalidRow` where two rows have one ID.
 */
export function takeIn({ listed, unlisted }: GivenRows): InitialRows {
  const byId = new Map<string, Row>();
  const rows: Row[] = [];

  function register(row: Row, place: string): void {
    if (byId.has(row.id)) throw takenId(place, row.id);
    byId.set(row.id, row);
  }

  for (const row of listed) {
    register(row, `rows[${String(rows.length)}]`);
    rows.push(row);
  }
  for (const row of unlisted) register(row, 'the row');
  return { listed: newestFirst(rows), byId, onTheirWay: rows.filter((row) => isOnItsWay(row['status'])) };
}
