import { throwIfAborted, untilAborted } from '../core/abort.ts';
import { startTimer, type Clock } from '../core/clock.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { createQueue } from './quota-queue.ts';
import type { QuotaPlace, QuotaSnapshot, QuotaWindow, ReserveOptions } from './quota.ts';
import type { QuotaStore, RateLimit } from './quota-store.ts';

/** The calls of one operation that wait for a place, and who serves them. */
export interface QuotaLine {
  reserve(options: ReserveOptions): Promise<QuotaPlace>;
  pause(ms: number): Promise<void>;
  snapshot(): Promise<QuotaSnapshot>;
}

/** A store that cannot be reached lets the place age by itself; the call is not to blame. */
const ignore = () => {};

interface Waiter {
  grant(place: string | number): void;
  fail(error: unknown): void;
}

/**
 * @param clock - Sets the timers.
 * @param time - Now, never going back, in milliseconds since 1970.
 */
export function createLine(
  operationId: string,
  limits: readonly RateLimit[],
  store: QuotaStore,
  clock: Clock,
  time: () => number,
): QuotaLine {
  const queue = createQueue<Waiter>();
  /** Has whoever serves look again; undefined where nobody serves. */
  let wake: (() => void) | undefined;

  /** How long it takes until so many places more can have been taken, in milliseconds. */
  async function waitFor(windows: readonly RateLimit[], places: number): Promise<number> {
    const now = time();
    return (await store.forecast(operationId, windows, now, places)) - now;
  }

  /** Grants places for as long as there are any, and waits for the next ones while somebody does. */
  async function serve(): Promise<void> {
    if (wake) return wake();
    while (queue.ahead()) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      try {
        const place = await store.take(operationId, limits, time());
        if (place === undefined) {
          const cancel = startTimer(clock, await waitFor(limits, 1), () => wake?.());
          await woken;
          cancel();
          continue;
        }
        const waiter = queue.next();
        if (waiter) waiter.grant(place);
        // Whoever waited has left meanwhile.
        else await store.release(operationId, place);
      } catch (error) {
        queue.next()?.fail(error);
      }
    }
    wake = undefined;
  }

  const exceeded = (maxWait: number, retryAfterMs?: number) =>
    new DefenderError(
      'QuotaExceeded',
      `${operationId}: the quota has no place ${retryAfterMs ? `for ${retryAfterMs} ms` : 'yet'}, and maxWait is ${maxWait} ms; call later, or with a higher priority.`,
      { operationId, retryAfterMs },
    );

  /** Stands in the line until it is served. */
  async function queueUp({
    priority = 'normal',
    maxWait = Infinity,
    abortSignal,
  }: ReserveOptions): Promise<QuotaPlace> {
    throwIfAborted(abortSignal);
    if (maxWait < Infinity) {
      const wait = await waitFor(limits, queue.ahead(priority) + 1);
      if (wait > maxWait) throw exceeded(maxWait, wait);
    }
    const granted = untilAborted<string | number>(abortSignal, (grant, fail) => {
      // The timer first: where a clock throws, nobody stands in the queue.
      const cancel = maxWait < Infinity && startTimer(clock, maxWait, () => fail(exceeded(maxWait)));
      const leave = queue.push(priority, { grant, fail });
      return (error) => {
        if (cancel) cancel();
        leave();
        // Whoever served the last one has nobody to wait for.
        if (error) void serve();
      };
    });
    void serve();
    return placeOf(await granted);
  }

  function placeOf(place: string | number): QuotaPlace {
    let closing: Promise<void> | undefined;
    return {
      settle: () => void (closing ??= store.settle(operationId, place, time()).catch(ignore)),
      release: () => void (closing ??= store.release(operationId, place).then(serve, ignore)),
    };
  }

  return {
    reserve(options) {
      const { priority, maxWait, abortSignal } = options;
      // Who finds nobody waiting asks for itself; but not who would let others of the same instant go first, nor who may give up
      // while a store takes its time.
      if (wake || abortSignal || maxWait !== undefined || priority === 'low') return queueUp(options);
      const place = store.take(operationId, limits, time());
      return place.then((free) => (free === undefined ? queueUp(options) : placeOf(free)));
    },

    pause: (ms) => store.pause(operationId, time() + ms),

    async snapshot() {
      const windows: QuotaWindow[] = [];
      for (const limit of limits) {
        const [used = 0] = await store.used(operationId, [limit], time());
        const nextFree = clock.now() + (await waitFor([limit], 1));
        windows.push({ ...limit, used, left: Math.max(0, limit.calls - used), nextFree });
      }
      return { waiting: queue.ahead(), windows };
    },
  };
}
