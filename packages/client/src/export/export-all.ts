import type { EntitySetTypes } from '@defender-odata/query-builder';
import type { QueryInput } from '../collections/query-input.ts';
import type { HasEntitySet } from '../collections/has-entity-set.ts';
import { readRows } from '../collections/read-rows.ts';
import { requireCollection } from '../collections/require-collection.ts';
import type { AnyRow } from '../collections/page.ts';
import { ownOptions } from '../core/own-options.ts';
import type { ExportCheckpoint } from './checkpoint.ts';
import type { Exportable } from './exportable.ts';
import { prepareExport } from './export-work.ts';
import { exportOptionTypes, type ExportOptions, type ExportSlice } from './options.ts';
import { readSlices } from './read-slices.ts';

/** Rows of one slice of creation times as text, and what is left once they are stored. */
export interface NdjsonSlice {
  /** A line for each row, in UTF-8, with a line feed at its end: the row as `JSON.stringify` writes it, with keys that no type knows. */
  readonly ndjson: Uint8Array;
  /** How many lines these are. */
  readonly rows: number;
  readonly checkpoint: ExportCheckpoint;
}

/** An export, row by row, slice by slice or as text; it can be read once, in one of these ways. */
export interface CollectionExport<Type> extends AsyncIterableIterator<Type, undefined> {
  /** Slice by slice: the rows in memory at once, and the checkpoint after them. A slice may be empty. */
  bySlice(): AsyncIterableIterator<ExportSlice<Type>, undefined>;
  /**
   * Slice by slice as newline-delimited JSON, for a file. A slice may be empty.
   *
   * @example
   * declare function append(lines: Uint8Array, checkpoint: ExportCheckpoint): Promise<void>;
   * for await (const { ndjson, checkpoint } of exportAll(client.machineActions).toNdjson()) await append(ndjson, checkpoint);
   */
  toNdjson(): AsyncIterableIterator<NdjsonSlice, undefined>;
}

/**
 * Reads every row that a filter matches: complete and without repeats, in no order, even over a set that moves. It
 * walks slices of the creation time, which never changes; a slice that comes back full is split. Memory does not grow with rows.
 *
 * A row that is created while the export runs is in it or is not. A row whose membership changes (a filter on `status`) is judged
 * when its slice is read. Calls have `low` priority unless told otherwise.
 *
 * @param collection - A collection of a client whose rows have a creation time that never changes.
 * @param query - A query of a filter alone. Default: every row.
 * @throws {@link DefenderError} `InvalidArgument` for a query with anything but a filter, and for a checkpoint of another query.
 * @example
 * declare const stored: ExportCheckpoint | undefined;
 * declare function store(rows: readonly MachineAction[], checkpoint: ExportCheckpoint): Promise<void>;
 * for await (const { rows, checkpoint } of exportAll(client.machineActions, undefined, { checkpoint: stored }).bySlice()) {
 *   await store(rows, checkpoint);
 * }
 */
export function exportAll<Types extends EntitySetTypes, Collection>(
  collection: Collection & HasEntitySet<Types> & Exportable<Collection>,
  query?: QueryInput<Types>,
  options: ExportOptions = {},
): CollectionExport<Types['row']> {
  const given = requireCollection('exportAll', collection, 'createdAt');
  const own = ownOptions('exportAll', options, exportOptionTypes);
  const work = prepareExport(given, query, own);
  const rows = readSlices(work, own, (slice) => slice.rows);
  const slices = readSlices(work, own, (slice) => slice);
  const texts = readSlices(work, own, toText);
  const exporting: CollectionExport<AnyRow> = Object.assign(readRows(rows), {
    bySlice: () => slices,
    toNdjson: () => texts,
  });
  // What the rows are like is known to the compiler alone.
  return exporting as CollectionExport<Types['row']>;
}

function toText({ rows, checkpoint }: ExportSlice): NdjsonSlice {
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  return { ndjson: new TextEncoder().encode(lines.join('')), rows: rows.length, checkpoint };
}
