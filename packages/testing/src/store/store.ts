import { EmulatorError } from '../errors.ts';
import { suggest } from '../nearest.ts';
import { createdOf } from '../rows/created-of.ts';
import type { Row } from '../rows/row.ts';
import { takenId, type InitialRows } from './initial-rows.ts';
import { placeOf } from './newest-first.ts';

/** How many IDs an error about an unknown one may name. */
const HINTS = 5;

/** The rows of the emulated tenant. A row is never changed, only replaced. */
export interface RowStore {
  /** The rows that a list shows, newest first. */
  readonly listed: readonly Row[];
  /** Grows with every change of a row. */
  readonly version: number;
  get(id: string): Row | undefined;
  /** @throws EmulatorError `InvalidRow` where the ID is taken. */
  add(row: Row): void;
  /** @throws EmulatorError `UnknownRow` where there is no such row, `InvalidRow` where the ID would change. */
  update(id: string, changes: Readonly<Record<string, unknown>>): Row;
  /** @throws EmulatorError `UnknownRow` where there is no such row. */
  remove(id: string): void;
}

/** Makes a store over the rows that it starts with. */
export function createStore(initial: InitialRows): RowStore {
  const listed = [...initial.listed];
  /** The rows that are not what they were at the start; undefined for those that went. */
  const changed = new Map<string, Row | undefined>();
  let version = 0;

  const get = (id: string): Row | undefined => (changed.has(id) ? changed.get(id) : initial.byId.get(id));

  function find(id: string): Row {
    const row = get(id);
    if (row !== undefined) return row;
    // The first rows are enough for a hint, and cheap to look through in a store of a million.
    const newest = listed.slice(0, HINTS).map((other) => other.id);
    const hint =
      newest.length === 0 ? 'There are no rows.' : suggest(String(id), newest).replace(/^Allowed: /, 'The newest are ');
    throw new EmulatorError('UnknownRow', `There is no row with the ID ${JSON.stringify(id)}. ${hint}`);
  }

  /** Where a row stands in the list; -1 for one that is not listed. */
  const indexOf = (row: Row): number => listed.indexOf(row, placeOf(row, listed));

  function insert(row: Row): void {
    listed.splice(placeOf(row, listed), 0, row);
  }

  return {
    listed,
    get version() {
      return version;
    },
    get,
    add(row) {
      if (get(row.id) !== undefined) throw takenId('the row', row.id);
      changed.set(row.id, row);
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
      changed.set(id, updated);
      version += 1;
      if (index === -1) return updated;
      if (createdOf(updated) === createdOf(row)) {
        listed[index] = updated;
      } else {
        listed.splice(index, 1);
        insert(updated);
      }
      return updated;
    },
    remove(id) {
      const index = indexOf(find(id));
      changed.set(id, undefined);
      version += 1;
      if (index !== -1) listed.splice(index, 1);
    },
  };
}
