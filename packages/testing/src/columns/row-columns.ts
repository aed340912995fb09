import { machineActions } from '@defender-odata/client';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import type { FilterNode } from '@defender-odata/query-builder';
import { readerOf, withRealNames } from '../rows/real-names.ts';
import type { Row } from '../rows/row.ts';
import { BLOCK_SIZE, placesOf } from './blocks.ts';
import { createColumn, type Column, type ColumnKind } from './column.ts';
import { createFilterSieve } from './filter-sieve.ts';
import type { Sieve } from './sieve.ts';

/** The filterable properties of a list's rows, laid out as columns, and kept as the rows are. */
export interface RowColumns {
  /** A row was replaced; its index in the list. */
  replaced(index: number): void;
  /** A row came, and has this index; or is about to go from it. */
  moved(index: number): void;
  /** Makes a sieve of a filter that was checked. */
  sieve(filter: FilterNode): Sieve;
}

const { entityType, filterable } = machineActions;

function kindOf(name: string): ColumnKind | undefined {
  if (entityType.key.includes(name)) return 'unique text';
  const type = entityType.properties[name]?.type;
  if (type === 'Edm.DateTimeOffset') return 'instant';
  return type === 'Edm.String' ? 'text' : undefined;
}

function testOf(node: FilterNode): (row: Row) => boolean {
  const matches = compileFilter(node, entityType);
  return (row) => matches(withRealNames(row));
}

/**
 * Lays out the rows of a list in columns: all of them at once, so that no question has to wait for it.
 *
 * @param listed The rows, newest first. They may change afterwards, as long as it is told.
 */
export function createRowColumns(listed: readonly Row[]): RowColumns {
  const places = placesOf(listed);
  const columns = new Map<string, Column>();
  for (const name of Object.keys(filterable)) {
    const kind = kindOf(name);
    if (kind !== undefined) columns.set(name, createColumn(kind, places, readerOf(name)));
  }
  const all = [...columns.values()];
  // Block by block, while its rows are near.
  for (let block = 0; block * BLOCK_SIZE < listed.length; block += 1) for (const { blocks } of all) blocks.at(block);

  const placeOf = (index: number): number => listed.length - 1 - index;
  return {
    replaced(index) {
      for (const { blocks } of all) blocks.replaced(placeOf(index));
    },
    moved(index) {
      for (const { blocks } of all) blocks.moved(placeOf(index));
    },
    sieve: (filter) => createFilterSieve(filter, { places, columns, testOf }),
  };
}
