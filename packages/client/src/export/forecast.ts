import type { RateLimit } from '../quota/quota-store.ts';
import type { Reach } from './find-reach.ts';
import { leastMs } from './least-ms.ts';
import type { Slice } from './slice.ts';

/** What an export has cost so far. */
export interface Effort {
  readonly elapsedMs: number;
  /** All calls. */
  readonly calls: number;
  /** Those of them that have read slices since the first one was complete: until then a large one was cut in halves. */
  readonly reads: number;
  /** How long the calls waited for the quota, on average over those that run at the same time. */
  readonly waitedMs: number;
}

/** Guesses from the slices that were read how many are left, and how long they take. It decides nothing: a wrong guess costs no row. */
export interface Forecast {
  /** How far the rows reach, where a slice has an open end. */
  reach: Reach | undefined;
  /** A slice is complete, with so many rows. */
  note(slice: Slice, rows: number): void;
  /**
   * @param width - How wide the next slice will be, in ticks, if that is known.
   * @returns undefined where a slice has an open end and nobody knows how far the rows reach.
   */
  slicesLeft(left: readonly Slice[], width: bigint | undefined): number | undefined;
  /** How long so many slices take, in milliseconds. */
  timeLeft(slices: number, effort: Effort, limits: readonly RateLimit[]): number;
}

export function createForecast(): Forecast {
  let finished = 0;
  // Quiet times are left out: they are wide, and say nothing of how wide a slice with rows is.
  let measured = 0;
  let covered = 0n;

  return {
    reach: undefined,
    note({ from, to }, rows) {
      finished++;
      if (!rows || from === undefined || to === undefined) return;
      measured++;
      covered += to - from;
    },
    slicesLeft(left, width) {
      const usual = measured ? Number(covered) / measured : width && Number(width);
      let sum = 0;
      for (const { from, to } of left) {
        let ticks = 0n;
        if (from !== undefined && to !== undefined) ticks = to - from;
        else if (this.reach) ticks = beyond(this.reach, from ?? to);
        else if (usual) return undefined;
        sum += usual ? Math.max(1, Number(ticks) / usual) : 1;
      }
      return Math.ceil(sum);
    },
    timeLeft(slices, { elapsedMs, calls, reads, waitedMs }, limits) {
      if (!slices) return 0;
      const more = Math.ceil((slices * reads) / finished);
      const pace = { calls: 1, seconds: Math.max(0, elapsedMs - waitedMs) / calls / 1000 };
      const until = (count: number) => leastMs(count, [...limits, pace]);
      return until(calls + more) - until(calls);
    },
  };
}

/** How much time the rows fill between the known end of a slice and the open one: half-way between the row that was seen last and nothing. */
function beyond({ edge, seen, empty }: Reach, end = edge): bigint {
  const sign = empty < edge ? -1n : 1n;
  const [known, most] = [seen, empty].map((at) => (at - end) * sign) as [bigint, bigint];
  return most > 0n ? ((known > 0n ? known : 0n) + most) / 2n : 0n;
}
