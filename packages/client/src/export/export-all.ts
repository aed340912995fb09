import { throwIfAborted } from '../core/abort.ts';
import type { CallOptions } from '../core/call-options.ts';
import type { MachineAction } from '../generated/models/index.ts';
import type { MachineActions, MachineActionsQuery } from '../machine-actions.ts';
import { readRows } from '../paging/read-rows.ts';
import type { ExportCheckpoint } from './checkpoint.ts';
import { prepareExport, type ExportProgress, type ExportWork, type Reading } from './export-work.ts';
import type { Slice } from './slice.ts';

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

/** Rows of one slice of creation times, and what is left once they are stored. */
export interface ExportSlice {
  readonly rows: readonly MachineAction[];
  readonly checkpoint: ExportCheckpoint;
}

/** An export, row by row or slice by slice; it can be read once. */
export interface MachineActionExport extends AsyncIterableIterator<MachineAction, undefined> {
  /** Slice by slice: the rows in memory at once, and the checkpoint after them. A slice may be empty. */
  bySlice(): AsyncIterableIterator<ExportSlice, undefined>;
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
  const work = prepareExport(machineActions, query, options);
  const slices = readSlices(work, options);
  return Object.assign(readRows(rowsOf(slices)), { bySlice: () => slices });
}

async function* rowsOf(slices: AsyncIterable<ExportSlice>): AsyncGenerator<readonly MachineAction[], undefined> {
  for await (const { rows } of slices) yield rows;
}

/** Keeps as many calls running as are allowed, and no more slices in memory than that. */
async function* readSlices(work: ExportWork, options: ExportOptions): AsyncGenerator<ExportSlice, undefined> {
  const { abortSignal, onCheckpoint, onProgress } = options;
  const controller = new AbortController();
  const onAbort = () => controller.abort(abortSignal?.reason);
  throwIfAborted(abortSignal);
  abortSignal?.addEventListener('abort', onAbort, { once: true });
  const reading = new Map<Slice, Promise<Reading>>();
  try {
    for (;;) {
      while (reading.size < work.concurrency) {
        const slice = work.take();
        if (!slice) break;
        const promise = work.read(slice, controller.signal);
        promise.catch(() => {});
        reading.set(slice, promise);
      }
      if (!reading.size) return;
      const { slice, rows, isWhole } = await Promise.race(reading.values());
      reading.delete(slice);
      if (!isWhole) {
        work.split(slice, rows);
        continue;
      }
      work.finish(slice, rows.length);
      const checkpoint = work.checkpoint([...reading.keys()]);
      onProgress?.(work.progress([...reading.keys()]));
      yield { rows, checkpoint };
      await onCheckpoint?.(checkpoint);
    }
  } finally {
    abortSignal?.removeEventListener('abort', onAbort);
    controller.abort();
  }
}
