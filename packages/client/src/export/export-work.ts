import type { InternalCallOptions } from '../core/call-options.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { machineActionsQuerySet as entitySet } from '../generated/query-sets.gen.ts';
import type { MachineActions, MachineActionsQuery } from '../machine-actions.ts';
import { wholeNumber } from '../core/whole-number.ts';
import type { PageQuery } from '../paging/read-pages.ts';
import { readCheckpoint, writeCheckpoint, type ExportCheckpoint } from './checkpoint.ts';
import type { ExportOptions } from './export-all.ts';
import { fetchSlice, type SliceReading } from './fetch-slice.ts';
import { followLinks } from './follow-links.ts';
import { prepareQuery } from './prepare-query.ts';
import { cutNext, nextWidth, split, type Slice } from './slice.ts';

/** How far an export is. */
export interface ExportProgress {
  /** Rows so far, those before the checkpoint included. */
  readonly rows: number;
  /** Calls that were made, without those that the client repeated by itself. */
  readonly calls: number;
  /** Slices that are known to be left; at least so many, while it is not known how far back the rows reach. */
  readonly slicesLeft: number;
  /** How long calls waited for the quota, all together, in milliseconds. */
  readonly quotaWaitMs: number;
  /** When it should end at this pace, in milliseconds since 1970; undefined while it is not known how far back the rows reach. */
  readonly estimatedEnd: number | undefined;
}

/** A slice that was read. */
export type Reading = SliceReading & { readonly slice: Slice };

/** The book of an export: what is left, how wide the next slice should be, what was done. */
export interface ExportWork {
  readonly concurrency: number;
  /** @throws {@link DefenderError} `InvalidArgument` where it is being read already. */
  begin(): void;
  /** The next slice to read; undefined where all are read or being read. */
  take(): Slice | undefined;
  read(slice: Slice, signal: AbortSignal): Promise<Reading>;
  /** A slice came back full, with so many rows: its parts take its place. */
  split(slice: Slice, rows: number, sample: readonly bigint[]): void;
  /** A slice is complete. */
  finish(slice: Slice, rows: number): void;
  /** @param reading - The slices that are being read. */
  checkpoint(reading: readonly Slice[]): ExportCheckpoint;
  progress(reading: readonly Slice[]): ExportProgress;
}

export function prepareExport(
  machineActions: MachineActions,
  input: MachineActionsQuery | undefined,
  options: ExportOptions,
): ExportWork {
  const { clock } = machineActions.runtime;
  const maximum = entitySet.top?.maximum ?? 10_000;
  const pageSize = wholeNumber('maxPageSize', options.maxPageSize ?? maximum, 1, maximum);
  const concurrency = wholeNumber('concurrency', options.concurrency ?? 2, 1, 32);
  let quotaWaitMs = 0;
  const callOptions: InternalCallOptions = {
    ...options,
    priority: options.priority ?? 'low',
    onQuotaWait: (ms) => {
      quotaWaitMs += ms;
    },
  };
  const { parts, slices, fingerprint } = prepareQuery(machineActions, input);
  const { checkpoint } = options;
  /** A stack: the slice to be read next is on top. */
  const pending = checkpoint ? readCheckpoint(checkpoint, fingerprint, parts.length) : slices.toReversed();
  const started = clock.now();
  let rows = checkpoint?.rows ?? 0;
  let calls = 0;
  let finished = 0;
  let isBegun = false;
  let width: bigint | undefined;
  /** At which end of a slice the service begins, and so the export. */
  let isOldestFirst = false;
  /** The most rows that a full answer was seen to hold. */
  let capacity: number | undefined;

  /** How many slices of the current width these are; undefined where one of them has no end. */
  function count(left: readonly Slice[]): number | undefined {
    let sum = 0;
    for (const { from, to } of left) {
      if (from === undefined || to === undefined) return undefined;
      sum += width ? Number((to - from + width - 1n) / width) : 1;
    }
    return sum;
  }

  return {
    concurrency,
    begin() {
      if (isBegun)
        throw new DefenderError(
          'InvalidArgument',
          'This export is being read already, in another way. Call exportAll again for another one.',
        );
      isBegun = true;
    },
    take() {
      const slice = pending.pop();
      if (!slice) return undefined;
      const [piece, rest] = cutNext(slice, width, isOldestFirst);
      if (rest) pending.push(rest);
      return piece;
    },
    async read(slice, abortSignal) {
      const fetchPage = followLinks((page: PageQuery) => {
        calls++;
        return machineActions.fetchPage(page, { ...callOptions, abortSignal });
      }, machineActions.url);
      return { slice, ...(await fetchSlice(fetchPage, parts[slice.part]?.filterNode, slice, pageSize)) };
    },
    split(slice, received, sample) {
      // A service whose pages are smaller than asked for says so by a next link.
      capacity = Math.max(capacity ?? 0, received);
      const halves = split(slice, sample);
      ({ width, isOldestFirst } = halves);
      pending.push(...(isOldestFirst ? [halves.newer, halves.older] : [halves.older, halves.newer]));
    },
    finish(slice, received) {
      rows += received;
      finished++;
      // An empty piece does not say how wide the gap is: the rest of its slice is asked for as a whole.
      width = received ? (nextWidth(slice, received, capacity ?? pageSize) ?? width) : undefined;
    },
    checkpoint: (reading) => writeCheckpoint(fingerprint, [...pending, ...reading], rows),
    progress(reading) {
      const left = [...pending, ...reading];
      const slicesLeft = count(left);
      const now = clock.now();
      return {
        rows,
        calls,
        slicesLeft: slicesLeft ?? left.length,
        quotaWaitMs,
        estimatedEnd: slicesLeft === undefined ? undefined : now + ((now - started) / finished) * slicesLeft,
      };
    },
  };
}
