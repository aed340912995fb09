import { createRowColumns, type RowColumns } from '../columns/row-columns.ts';
import { EmulatorError } from '../errors.ts';
import { suggest } from '../nearest.ts';
import type { Row } from '../rows/row.ts';
import { placeOf, sortNewestFirst } from './newest-first.ts';

/** The rows that an emulator starts with, and starts with again when it is reset. */
export interface InitialRows {
  /** The rows that a list shows, in any order. */
  readonly listed: readonly Row[];
  /** Rows that can be got by ID and that no list shows. */
  readonly unlisted: readonly Row[];
}

/** How many IDs an error about an unknown one may name. */
const HINTS = 5;

/** The rows of the emulated tenant. A row is never changed, only replaced. */
export interface RowStore {
  /** The rows that a list shows, newest first. */
  readonly listed: readonly Row[];
  /** What a filter asks in place of the rows. */
  readonly columns: Pick<RowColumns, 'sieve'>;
  /** Grows with every change of a row. */
  readonly version: number;
  get(id: string): Row | undefined;
  /** Where a row stands in the list; -1 where it is not listed. */
  indexOf(row: Row): number;
  /** @throws EmulatorError `InvalidRow` where the ID is taken. */
  add(row: Row): void;
  /** @throws EmulatorError `UnknownRow` where there is no such row, `InvalidRow` where the ID would change. */
  update(id: string, changes: Readonly<Record<string, unknown>>): Row;
  /** @throws EmulatorError `UnknownRow` where there is no such row. */
  remove(id: string): void;
}

/**
 * Makes a store over the rows that it starts with.
 *
 * @throws EmulatorError `InvalidRow` where two rows have one ID.
 */
export function createStore(initial: InitialRows): RowStore {
  const listed = [...initial.listed];
  const byId = new Map<string, Row>();
  let version = 0;

  function register(row: Row, place: string): void {
    if (byId.has(row.id)) {
      throw new EmulatorError(
        'InvalidRow',
        `${place}.id is ${JSON.stringify(row.id)}, which another row has; each row needs its own.`,
      );
    }
    byId.set(row.id, row);
  }

  function find(id: string): Row {
    const row = byId.get(id);
    if (row !== undefined) return row;
    // The first rows are enough for a hint, and cheap to look through in a store of a million.
    const newest = listed.slice(0, HINTS).map((other) => other.id);
    const hint =
      newest.length === 0 ? 'There are no rows.' : suggest(id, newest).replace(/^Allowed: /, 'The newest are ');
    throw new EmulatorError('UnknownRow', `There is no row with the ID ${JSON.stringify(id)}. ${hint}`);
  }

  const indexOf = (row: Row): number => listed.indexOf(row, placeOf(row, listed));

  for (const [index, row] of listed.entries()) register(row, `rows[${String(index)}]`);
  for (const row of initial.unlisted) register(row, 'the row');
  sortNewestFirst(listed);
  const columns = createRowColumns(listed);

  function insert(row: Row): void {
    const index = placeOf(row, listed);
    listed.splice(index, 0, row);
    columns.moved(index);
  }

  function takeOut(index: number): void {
    // Told before it goes: the oldest row has no index afterwards.
    columns.moved(index);
    listed.splice(index, 1);
  }

  return {
    listed,
    columns,
    get version() {
      return version;
    },
    get: (id) => byId.get(id),
    indexOf,
    add(row) {
      register(row, 'the row');
      version += 1;
      insert(row);
    },
    update(id, changes) {
      const row = find(id);
      const updated: Row = { ...row, ...changes };
      if (updated.id !== id) {
        throw new EmulatorError(
          'InvalidRow',
          `The ID of row ${JSON.stringify(id)} cannot change: remove the row and add another.`,
        );
      }
      const index = indexOf(row);
      byId.set(id, updated);
      version += 1;
      if (index === -1) return updated;
      if (updated['creationDateTimeUtc'] === row['creationDateTimeUtc']) {
        listed[index] = updated;
        columns.replaced(index);
      } else {
        takeOut(index);
        insert(updated);
      }
      return updated;
    },
    remove(id) {
      const row = find(id);
      byId.delete(id);
      version += 1;
      const index = indexOf(row);
      if (index !== -1) takeOut(index);
    },
  };
}
