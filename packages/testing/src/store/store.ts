import { createRowColumns, type RowColumns } from '../columns/row-columns.ts';
import { EmulatorError } from '../errors.ts';
import { suggest } from '../nearest.ts';
import { createdOf } from '../rows/created-of.ts';
import type { Row } from '../rows/row.ts';
import { takenId, type InitialRows } from './initial-rows.ts';
import { placeOf } from './newest-first.ts';
import type { KeptRow, RowKeeper } from './row-keeper.ts';

/** How many IDs an error about an unknown one may name. */
const HINTS = 5;

/** The rows of the emulated tenant. A row is never changed, only replaced. */
export interface RowStore {
  /** The rows that a list shows, newest first. */
  readonly listed: readonly KeptRow[];
  /** Gives a kept row back. */
  readonly keeper: RowKeeper;
  /** What a filter asks in place of the rows. */
  readonly columns: Pick<RowColumns, 'places' | 'sieve'>;
  /** Grows with every change of a row. */
  readonly version: number;
  get(id: string): Row | undefined;
  /** Where a row stands in the list; -1 where there is none of the ID, or it is not listed. */
  indexOf(id: string): number;
  /** @throws EmulatorError `InvalidRow` where the ID is taken. */
  add(row: Row): void;
  /** @throws EmulatorError `UnknownRow` where there is no such row, `InvalidRow` where the ID would change. */
  update(id: string, changes: Readonly<Record<string, unknown>>): Row;
  /** @throws EmulatorError `UnknownRow` where there is no such row. */
  remove(id: string): void;
}

/** Makes a store over the rows that it starts with. */
export function createStore(initial: InitialRows): RowStore {
  const { keeper } = initial;
  const listed = [...initial.listed];
  const columns = createRowColumns(listed, keeper, initial.columns);
  /** The rows that are not what they were at the start; undefined for those that went. */
  const changed = new Map<string, KeptRow | undefined>();
  let version = 0;

  const keptOf = (id: string): KeptRow | undefined => (changed.has(id) ? changed.get(id) : initial.byId.get(id));

  function get(id: string): Row | undefined {
    const kept = keptOf(id);
    return kept === undefined ? undefined : keeper.rowOf(kept);
  }

  function find(id: string): Row {
    const row = get(id);
    if (row !== undefined) return row;
    // The first rows are enough for a hint, and cheap to look through in a store of a million.
    const newest = listed.slice(0, HINTS).map((kept) => keeper.rowOf(kept).id);
    const hint =
      newest.length === 0 ? 'There are no rows.' : suggest(String(id), newest).replace(/^Allowed: /, 'The newest are ');
    throw new EmulatorError('UnknownRow', `There is no row with the ID ${JSON.stringify(id)}. ${hint}`);
  }

  function indexOf(id: string): number {
    const kept = keptOf(id);
    return kept === undefined ? -1 : listed.indexOf(kept, placeOf(kept, listed, keeper));
  }

  function insert(row: Row): void {
    const index = placeOf(row, listed, keeper);
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
    keeper,
    columns,
    get version() {
      return version;
    },
    get,
    indexOf,
    add(row) {
      if (keptOf(row.id) !== undefined) throw takenId('the row', row.id);
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
      const index = indexOf(id);
      changed.set(id, updated);
      version += 1;
      if (index === -1) return updated;
      if (createdOf(updated) === createdOf(row)) {
        listed[index] = updated;
        columns.replaced(index);
      } else {
        takeOut(index);
        insert(updated);
      }
      return updated;
    },
    remove(id) {
      find(id);
      const index = indexOf(id);
      changed.set(id, undefined);
      version += 1;
      if (index !== -1) takeOut(index);
    },
  };
}
