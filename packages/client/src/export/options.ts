import type { AnyRow } from '../collections/page.ts';
import type { CallOptions } from '../core/call-options.ts';
import { callOptionTypes, type OptionTypes } from '../core/own-options.ts';
import type { ExportCheckpoint } from './checkpoint.ts';

/** How far an export is. */
export interface ExportProgress {
  /** Rows so far, those before the checkpoint included. */
  readonly rows: number;
  /** Calls that were made, without those that the client repeated by itself. */
  readonly calls: number;
  /** How many slices are left, about; at least so many where `estimatedEnd` is undefined. */
  readonly slicesLeft: number;
  /** How long calls waited for the quota, all together, in milliseconds. */
  readonly quotaWaitMs: number;
  /**
   * When it should end, in milliseconds since 1970: from the slices so far, the pace of the calls and what the quota will let pass. An
   * estimate, which gets better; undefined only where the calls that look how far back the rows reach have failed.
   */
  readonly estimatedEnd: number | undefined;
}

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
  /**
   * Told after every slice. An export whose filter does not say how far back the rows reach looks for that: a few calls more that ask for
   * one row each, about 7 for 30 slices and 12 for 300.
   */
  readonly onProgress?: (progress: ExportProgress) => void;
}

export const exportOptionTypes: OptionTypes<ExportOptions> = {
  ...callOptionTypes,
  concurrency: 'any',
  maxPageSize: 'any',
  checkpoint: 'any',
  onCheckpoint: 'function',
  onProgress: 'function',
};

/** Rows of one slice of creation times, and what is left once they are stored. */
export interface ExportSlice<Type = AnyRow> {
  readonly rows: readonly Type[];
  readonly checkpoint: ExportCheckpoint;
}
