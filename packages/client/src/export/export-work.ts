import type { PageQuery, AnyRow } from '../collections/page.ts';
import type { InternalCallOptions } from '../core/call-options.ts';
import { wholeNumber } from '../core/whole-number.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { readCheckpoint, rowsAreMissing, writeCheckpoint, type ExportCheckpoint } from './checkpoint.ts';
import { createClaims } from './claims.ts';
import type { DatedCollection } from './created-at.ts';
import type { FetchPage } from './fetch-page.ts';
import { fetchSlice, filterOf, type SliceReading } from './fetch-slice.ts';
import { findCap } from './find-cap.ts';
import { findReach } from './find-reach.ts';
import { followLinks } from './follow-links.ts';
import { createForecast } from './forecast.ts';
import type { ExportOptions, ExportProgress } from './options.ts';
import { prepareQuery } from './prepare-query.ts';
import { cutNext, nextWidth, split, type Slice } from './slice.ts';

/** So many claims are proven together: their keys are held in memory. */
const MOST_CLAIMS = 20;

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
  /** A slice is complete; what is to be handed on of it. */
  finish(reading: Extract<Reading, { isWhole: true }>): readonly AnyRow[];
  /** Whether it is time to prove that short answers were whole: when there are many, and when all is read. */
  isProofDue(isEnd: boolean): boolean;
  /** Proves it, or puts the slices that were not whole back. */
  prove(signal: AbortSignal): Promise<void>;
  /** Looks how far the rows reach, where that is not known well enough. @param reading - The slices that are being read. */
  findReach(reading: readonly Slice[], signal: AbortSignal): Promise<void>;
  /** @param reading - The slices that are being read. */
  checkpoint(reading: readonly Slice[]): ExportCheckpoint;
  progress(reading: readonly Slice[]): ExportProgress;
}

export function prepareExport(
  collection: DatedCollection,
  input: object | undefined,
  options: ExportOptions,
): ExportWork {
  const { clock, quota } = collection.runtime;
  const limits = quota.limitsOf(collection.operations.list);
  const maximum = collection.maxPageSize;
  const maxPageSize = wholeNumber('maxPageSize', options.maxPageSize ?? maximum, 1, maximum);
  const concurrency = wholeNumber('concurrency', options.concurrency ?? 2, 1, 32);
  let quotaWaitMs = 0;
  const callOptions: InternalCallOptions = {
    ...options,
    priority: options.priority ?? 'low',
    onQuotaWait: (ms) => {
      quotaWaitMs += ms;
    },
  };
  const { parts, slices, fingerprint } = prepareQuery(collection, input);
  const { checkpoint } = options;
  /** A stack: the slice to be read next is on top. */
  const { pending, claims: restored } =
    checkpoint === undefined
      ? { pending: slices.toReversed(), claims: [] }
      : readCheckpoint(checkpoint, fingerprint, parts.length);
  const claims = createClaims(restored);
  /** The keys of what was handed on of slices that were put back. */
  const known = new Set<string>();
  const started = clock.now();
  let rows = checkpoint?.rows ?? 0;
  let calls = 0;
  /** Calls that say nothing of how many a slice takes: those before the first was complete, and those that look how far the rows reach. */
  let others: number | undefined;
  const forecast = createForecast();
  let isReachUnknowable = false;
  let isBegun = false;
  /** The most rows that an answer has had. */
  let largest = 0;
  let width: bigint | undefined;
  /** At which end of a slice the service begins, and so the export. */
  let isOldestFirst = false;
  /** The most rows that a full answer was seen to hold. */
  let capacity: number | undefined;

  const pageSize = () => Math.min(maxPageSize, collection.pageSize);
  const filterNodeOf = ({ part }: Slice) => parts[part]?.filterNode;
  const fetchWith = (abortSignal: AbortSignal): FetchPage =>
    followLinks(async (page: PageQuery) => {
      calls++;
      const settle = claims.ask();
      const answer = await collection.fetchPage(page, { ...callOptions, abortSignal });
      settle(answer.value.length);
      largest = Math.max(largest, answer.value.length);
      return answer;
    }, collection.url);

  const keysBy = (fetchPage: FetchPage) => async (query: PageQuery) =>
    (await fetchPage(query)).value.map((row) => collection.keyOf(row));

  /** The service gives no more rows at once than came for a slice: what may have been cut off is read again. */
  function lower(cap: number): void {
    if (cap < collection.pageSize)
      collection.runtime.emit?.({
        type: 'warning',
        code: 'PagesCapped',
        message: `An answer of ${cap} rows, fewer than were asked for, was not the whole: so many are asked for from now on.`,
      });
    collection.pageSize = capacity = largest = Math.min(cap, collection.pageSize);
    for (const claim of claims.open) {
      if (claim.count < cap) continue;
      if (!claim.ids) throw rowsAreMissing();
      for (const id of claim.ids) known.add(id);
      claims.remove(claim);
      pending.push({ ...claim.slice, again: claim.slice });
    }
  }

  /** The keys of rows that are all that there are, as far as they say: those of a slice without bounds and without a filter. */
  const wholeSet = (slice: Slice, all: readonly AnyRow[]) =>
    filterOf(collection, filterNodeOf(slice), slice) === undefined
      ? all.map((row) => collection.keyOf(row))
      : undefined;

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
      const fetchPage = fetchWith(abortSignal);
      const reading = await fetchSlice(collection, fetchPage, filterNodeOf(slice), slice, pageSize());
      if (!reading.isWhole || reading.isProven || reading.rows.length < largest) return { slice, ...reading };
      // A service that has a cap from the start shows it now, before anything is handed on.
      const cap = await findCap(keysBy(fetchPage), reading.rows.length, wholeSet(slice, reading.rows));
      if (cap === undefined) return { slice, ...reading, isProven: true };
      lower(cap);
      return { slice, ...(await fetchSlice(collection, fetchPage, filterNodeOf(slice), slice, pageSize())) };
    },
    split(slice, received, sample) {
      // A service whose pages are smaller than asked for says so by a next link.
      capacity = Math.max(capacity ?? 0, received);
      const halves = split(slice, sample);
      ({ width, isOldestFirst } = halves);
      pending.push(...(isOldestFirst ? [halves.newer, halves.older] : [halves.older, halves.newer]));
    },
    finish({ slice, isProven: isSure, rows: all }) {
      const { length } = all;
      if (!isSure) claims.add({ slice, count: length, ids: new Set(all.map((row) => collection.keyOf(row))) });
      const fresh = known.size ? all.filter((row) => !known.has(collection.keyOf(row))) : all;
      rows += fresh.length;
      others ??= calls - 1;
      forecast.note(slice, length);
      // An empty piece does not say how wide the gap is: the rest of its slice is asked for as a whole.
      width = length ? (nextWidth(slice, length, capacity ?? maxPageSize) ?? width) : undefined;
      return fresh;
    },
    isProofDue: (isEnd) => claims.open.length >= (isEnd ? 1 : MOST_CLAIMS),
    async prove(signal) {
      const due = claims.open;
      const most = Math.min(Math.max(...due.map(({ count: length }) => length)), maximum - 1);
      const cap = await findCap(keysBy(fetchWith(signal)), most);
      if (cap === undefined) for (const claim of due) claims.remove(claim);
      else lower(cap);
    },
    checkpoint: (reading) => writeCheckpoint(fingerprint, [...pending, ...reading], claims.open, rows),
    async findReach(reading, signal) {
      if (isReachUnknowable || width === undefined) return;
      const slice = [...pending, ...reading].find(({ from, to }) =>
        isOldestFirst ? from !== undefined && to === undefined : from === undefined && to !== undefined,
      );
      if (!slice) return;
      const before = calls;
      try {
        const fetchPage = fetchWith(signal);
        forecast.reach = await findReach(collection, fetchPage, filterNodeOf(slice), slice, width, forecast.reach);
      } catch {
        isReachUnknowable = true;
        // It is for an estimate alone; whatever is wrong, the next slice meets it too.
      }
      if (others !== undefined) others += calls - before;
    },
    progress(reading) {
      const left = [...pending, ...reading];
      const slicesLeft = forecast.slicesLeft(left, width);
      const now = clock.now();
      const effort = {
        elapsedMs: now - started,
        calls,
        reads: calls - (others ?? 0),
        waitedMs: quotaWaitMs / concurrency,
      };
      return {
        rows,
        calls,
        slicesLeft: slicesLeft ?? left.length,
        quotaWaitMs,
        estimatedEnd: slicesLeft === undefined ? undefined : now + forecast.timeLeft(slicesLeft, effort, limits),
      };
    },
  };
}
