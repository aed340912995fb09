import { EmulatorError } from '../support/errors.ts';
import { suggest } from '../support/nearest.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import { keyOf, keyText, type Row } from '../rows/row.ts';
import { takenKey, type InitialRows } from './initial-rows.ts';
import { placeOf } from './newest-first.ts';

/** How many keys an error about an unknown one may name. */
const HINTS = 5;

/** The rows of one collection. A row is never changed, only replaced. */
export interface RowStore {
  /** The rows that a list shows, in its order. */
  readonly listed: readonly Row[];
  /** Grows with every change of a row. */
  readonly version: number;
  get(key: string): Row | undefined;
  /** @throws EmulatorError `InvalidRow` where the key is taken. */
  add(row: Row): void;
  /** Adds a row that can be got and that no list shows. */
  addUnlisted(row: Row): void;
  /** @throws EmulatorError `UnknownRow` where there is no such row, `InvalidRow` where the key would change. */
  update(key: string, changes: Row): Row;
  /** @throws EmulatorError `UnknownRow` where there is no such row. */
  remove(key: string): void;
}

/** Makes a store over the rows that it starts with. */
export function createStore(definition: CollectionDefinition, initial: InitialRows): RowStore {
  const { name, key, createdAt } = definition;
  const listed = [...initial.listed];
  /** The rows that are not what they were at the start; undefined for those that went. */
  const changed = new Map<string, Row | undefined>();
  let version = 0;

  function get(asked: string): Row | undefined {
    const own = keyText(asked);
    return changed.has(own) ? changed.get(own) : initial.byKey.get(own);
  }

  function find(own: string): Row {
    const row = get(own);
    if (row !== undefined) return row;
    // The first rows are enough for a hint, and cheap to look through in a store of a million.
    const first = listed.slice(0, HINTS).map((other) => String(other[key]));
    const hint =
      first.length === 0 ? 'There are no rows.' : suggest(String(own), first).replace(/^Allowed: /, 'The first are ');
    throw new EmulatorError('UnknownRow', `${name} has no row whose ${key} is ${JSON.stringify(own)}. ${hint}`);
  }

  const place = (row: Row): number => (createdAt === undefined ? listed.length : placeOf(row, listed, createdAt));

  /** Where a row stands in the list; -1 for one that is not listed. */
  const indexOf = (row: Row): number => listed.indexOf(row, createdAt === undefined ? 0 : place(row));

  function set(own: string, row: Row | undefined): void {
    changed.set(own, row);
    version += 1;
  }

  return {
    listed,
    get version() {
      return version;
    },
    get,
    add(row) {
      const own = keyOf(row, key);
      if (get(own) !== undefined) throw takenKey('the row', key, row[key]);
      set(own, row);
      listed.splice(place(row), 0, row);
    },
    addUnlisted(row) {
      set(keyOf(row, key), row);
    },
    update(own, changes) {
      const row = find(own);
      const updated: Row = { ...row, ...changes };
      if (keyOf(updated, key) !== keyText(own)) {
        throw new EmulatorError(
          'InvalidRow',
          `The ${key} of row ${JSON.stringify(own)} cannot change: remove the row and add another.`,
        );
      }
      const index = indexOf(row);
      set(keyText(own), updated);
      if (index === -1) return updated;
      if (createdAt === undefined || updated[createdAt] === row[createdAt]) {
        listed[index] = updated;
      } else {
        listed.splice(index, 1);
        listed.splice(place(updated), 0, updated);
      }
      return updated;
    },
    remove(own) {
      const index = indexOf(find(own));
      set(keyText(own), undefined);
      if (index !== -1) listed.splice(index, 1);
    },
  };
}
