import type { CollectionDefinition } from '../rows/definition.ts';
import { createRandom, type Random } from '../support/random.ts';
import type { CollectionPlugIn, RowSource } from '../rows/plug-in.ts';
import { makeFree, readRow, type Reading } from '../rows/read-row.ts';
import { keyOf, type Row } from '../rows/row.ts';
import { takenKey } from '../store/initial-rows.ts';
import { createStore, type RowStore } from '../store/store.ts';
import type { InitialCollection } from './initial-tenant.ts';
import { createMaker, laterStream } from './maker.ts';

/** A collection of the emulated tenant. */
export interface TenantCollection {
  readonly definition: CollectionDefinition;
  readonly plugIn: CollectionPlugIn | undefined;
  readonly store: RowStore;
  /** Where what happens to its rows is drawn from. */
  readonly random: Random;
  /** Makes a new row around values, with a key that is free; it is not added. */
  begin(values: Row, at: number): Row;
  /** Reads rows that a test gives; none is added. */
  read(rows: readonly unknown[], at: number): readonly Row[];
  /** Adds a row, and what it points at, where a test does not say what there is. */
  add(row: Row, at: number): void;
}

/** The collections of the emulated tenant, by name. */
export type Tenant = ReadonlyMap<string, TenantCollection>;

/**
 * Sets up a tenant over the rows that it begins with.
 *
 * @param seed From what new rows are drawn.
 */
export function createTenant(initial: readonly InitialCollection[], seed: number): Tenant {
  const tenant = new Map<string, TenantCollection>();

  function rowsOf(name: string): RowSource | undefined {
    const store = tenant.get(name)?.store;
    return store && { length: store.listed.length, at: (index) => store.listed[index], get: (key) => store.get(key) };
  }

  /** Adds the rows of other collections that a row points at. */
  function addImplied(from: string, row: Row, at: number): void {
    for (const { definition, plugIn, implied } of initial) {
      const values = plugIn?.impliedBy?.collection === from ? plugIn.impliedBy.valuesOf(row) : undefined;
      const other = tenant.get(definition.name);
      if (values === undefined || other === undefined || implied === 'nowhere') continue;
      if (other.store.get(keyOf(values, definition.key)) !== undefined) continue;
      const whole = other.begin(values, at);
      if (implied === 'listed') other.store.add(whole);
      else other.store.addUnlisted(whole);
    }
  }

  for (const { definition, plugIn, initial: rows } of initial) {
    const { name, key } = definition;
    const maker = createMaker(definition, plugIn, seed, rowsOf);
    const random = createRandom(seed, laterStream(name));
    let store: RowStore | undefined;
    let begun = 0;
    const reading = (at: number, taken?: ReadonlySet<string>): Reading => ({
      isTaken: (other) => collection.store.get(other) !== undefined || taken?.has(other) === true,
      begin: (values) => maker.begin(values, { random, at, index: collection.store.listed.length + begun++ }),
    });
    const collection: TenantCollection = {
      definition,
      plugIn,
      random,
      get store() {
        return (store ??= createStore(definition, rows()));
      },
      begin: (values, at) => makeFree(definition, values, reading(at)),
      read(given, at) {
        const taken = new Set<string>();
        return given.map((one, index) => {
          const place = given.length === 1 ? 'the row' : `rows[${String(index)}]`;
          const row = readRow(definition, one, place, reading(at, taken));
          const own = keyOf(row, key);
          if (taken.has(own) || collection.store.get(own) !== undefined) throw takenKey(place, key, row[key]);
          taken.add(own);
          return row;
        });
      },
      add(row, at) {
        collection.store.add(row);
        addImplied(name, row, at);
      },
    };
    tenant.set(name, collection);
  }
  return tenant;
}
