import { machineActions } from '@defender-odata/client';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import type { FilterNode } from '@defender-odata/query-builder';
import { withRealNames } from '../rows/real-names.ts';
import type { Row } from '../rows/row.ts';
import type { KeptRow, RowKeeper } from '../store/row-keeper.ts';
import { placesOf, type Places } from './blocks.ts';
import { createColumn, type Column } from './column.ts';
import { createFilterSieve } from './filter-sieve.ts';
import type { LaidColumns } from './lay-columns.ts';
import { columnProperties } from './properties.ts';
import type { Sieve } from './sieve.ts';

/** The filterable properties of a list's rows, laid out as columns, and kept as the rows are. */
export interface RowColumns {
  /** A row was replaced; its index in the list. */
  replaced(index: number): void;
  /** A row came, and has this index; or is about to go from it. */
  moved(index: number): void;
  readonly places: Places;
  /** Makes a sieve of a filter that was checked. */
  sieve(filter: FilterNode): Sieve;
}

function testOf(node: FilterNode): (row: Row) => boolean {
  const matches = compileFilter(node, machineActions.entityType);
  return (row) => matches(withRealNames(row));
}

/**
 * Makes the columns of a list.
 *
 * @param listed The rows, newest first. They may change afterwards, as long as it is told.
 * @param keeper Gives the rows back.
 * @param laid The columns of the rows as they are now.
 */
export function createRowColumns(listed: readonly KeptRow[], keeper: RowKeeper, laid: LaidColumns): RowColumns {
  const places = placesOf(listed, keeper, laid.oldest);
  const columns = new Map<string, Column>();
  for (const property of columnProperties) {
    const column = laid.columns.get(property.name);
    if (column !== undefined) columns.set(property.name, createColumn(property, places, column));
  }
  const all = [...columns.values()];
  const placeOf = (index: number): number => listed.length - 1 - index;
  return {
    places,
    replaced(index) {
      for (const { blocks } of all) blocks.replaced(placeOf(index));
    },
    moved(index) {
      for (const { blocks } of all) blocks.moved(placeOf(index));
    },
    sieve: (filter) => createFilterSieve(filter, { places, columns, testOf }),
  };
}
