import type { CallOptions } from '../core/call-options.ts';
import { callOptionTypes, ownOptions, type OptionTypes } from '../core/own-options.ts';
import type { MachineAction } from '../generated/models/index.ts';
import type { MachineActions, MachineActionsQuery } from '../machine-actions.ts';
import { readRows } from '../paging/read-rows.ts';
import type { ExportCheckpoint } from './checkpoint.ts';
import { prepareExport, type ExportProgress } from './export-work.ts';
import { readSlices } from './read-slices.ts';

/** How an export is made. */
export interface ExportOptions extends CallOptions {
  /** How many calls run at the same time at most, from 1 to 32; the quota holds for them all. Default: 2. */
  readonly concurrency?: number;
  /** The most rows of an answer, from 1 to the entity set's maximum. Default: that maximum. */
  readonly maxPageSize?: number;
  /** Goes on where an export of the same query stopped. */
  readonly checkpoint?: ExportCheckpoint | undefined;
  /** Told once the rows before it were taken, and waited for: store it beside them. */
  readonly onCheckpoint?: (checkpoint: ExportCheckpoint) => void | Promise<void>;
  /** Told after every slice. */
  readonly onProgress?: (progress: ExportProgress) => void;
}

const optionTypes: OptionTypes<ExportOptions> = {
  ...callOptionTypes,
  concurrency: 'any',
  maxPageSize: 'any',
  checkpoint: 'any',
  onCheckpoint: 'function',
  onProgress: 'function',
};

/** Rows of one slice of creation times, and what is left once they are stored. */
export interface ExportSlice {
  readonly rows: readonly MachineAction[];
  readonly checkpoint: ExportCheckpoint;
}

/** Rows of one slice of creation times as text, and what is left once they are stored. */
export interface NdjsonSlice {
  /** A line for each row, in UTF-8, with a line feed at its end: the row as `JSON.stringify` writes it, with keys that no type knows. */
  readonly ndjson: Uint8Array;
  /** How many lines these are. */
  readonly rows: number;
  readonly checkpoint: ExportCheckpoint;
}

/** An export, row by row, slice by slice or as text; it can be read once, in one of these ways. */
export interface MachineActionExport extends AsyncIterableIterator<MachineAction, undefined> {
  /** Slice by slice: the rows in memory at once, and the checkpoint after them. A slice may be empty. */
  bySlice(): AsyncIterableIterator<ExportSlice, undefined>;
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
 * Reads every machine action that a filter matches: complete and without repeats, in no order, even over a set that moves. It
 * walks slices of the creation time, which never changes; a slice that comes back full is split. Memory does not grow with rows.
 *
 * A row that is created while the export runs is in it or is not. A row whose membership changes (a filter on `status`) is judged
 * when its slice is read. Calls have `low` priority unless told otherwise.
 *
 * @param machineActions - `client.machineActions`.
 * @param query - A query without `top` and `skip`. Default: every machine action.
 * @throws {@link DefenderError} `InvalidArgument` for a query with `top` or `skip`, and for a checkpoint of another query.
 * @example
 * declare const stored: ExportCheckpoint | undefined;
 * declare function store(rows: readonly MachineAction[], checkpoint: ExportCheckpoint): Promise<void>;
 * for await (const { rows, checkpoint } of exportAll(client.machineActions, undefined, { checkpoint: stored }).bySlice()) {
 *   await store(rows, checkpoint);
 * }
 */
export function exportAll(
  machineActions: MachineActions,
  query?: MachineActionsQuery,
  options: ExportOptions = {},
): MachineActionExport {
  const own = ownOptions('exportAll', options, optionTypes);
  const work = prepareExport(machineActions, query, own);
  const rows = readSlices(work, own, (slice) => slice.rows);
  const slices = readSlices(work, own, (slice) => slice);
  const texts = readSlices(work, own, toText);
  return Object.assign(readRows(rows), { bySlice: () => slices, toNdjson: () => texts });
}

function toText({ rows, checkpoint }: ExportSlice): NdjsonSlice {
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  return { ndjson: new TextEncoder().encode(lines.join('')), rows: rows.length, checkpoint };
}
