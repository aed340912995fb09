/** A limit: so many calls in any so many seconds. */
export interface Limit {
  readonly calls: number;
  readonly seconds: number;
}

/** What reading rows costs. */
export interface Price {
  readonly calls: number;
  /** The least time that the limits leave, in seconds: the last call leaves then. */
  readonly seconds: number;
  /** How many calls had been sent at a time, in seconds, whenever a limit let some go. */
  readonly steps: readonly (readonly [seconds: number, calls: number])[];
}

/**
 * When the call with this index may be sent, in seconds from the first one, if each is sent as soon as all limits let it: of calls in any
 * window there are never more than its limit.
 */
function timeOf(index: number, limits: readonly Limit[], times: readonly number[]): number {
  let time = index === 0 ? 0 : (times[index - 1] ?? 0);
  for (const { calls, seconds } of limits) {
    const before = times[index - calls];
    if (before !== undefined) time = Math.max(time, before + seconds);
  }
  return time;
}

/**
 * Tells what it costs to list rows.
 *
 * @param rows - How many rows are expected, 0 or more.
 * @param pageSize - How many a page has at most, 1 or more.
 * @param limits - The limits of the list.
 */
export function priceOf(rows: number, pageSize: number, limits: readonly Limit[]): Price {
  const calls = Math.max(1, Math.ceil(rows / pageSize));
  const times: number[] = [];
  const steps: [number, number][] = [];
  for (let index = 0; index < calls; index++) {
    const time = timeOf(index, limits, times);
    times.push(time);
    const last = steps.at(-1);
    if (last?.[0] === time) last[1] = index + 1;
    else steps.push([time, index + 1]);
  }
  return { calls, seconds: times.at(-1) ?? 0, steps };
}

/** A time as people say it: `2 h 5 min`, `40 s`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}
