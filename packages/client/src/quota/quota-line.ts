import { throwIfAborted, untilAborted } from '../core/abort.ts';
import { checkNumber } from '../core/check-number.ts';
import { startTimer, type Clock } from '../core/clock.ts';
import { checkPriority, type Priority } from '../core/priority.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { createQueue } from './quota-queue.ts';
import type { QuotaStore, RateLimit } from './quota-store.ts';
import type { QuotaTime } from './quota-time.ts';
import type { QuotaPlace, ReserveOptions } from './reservation.ts';
import type { QuotaSnapshot, QuotaWindow } from './snapshot.ts';

/** The calls of one operation that wait for a place, and who serves them. */
export interface QuotaLine {
  reserve(options: ReserveOptions): Promise<QuotaPlace>;
  pause(ms: number): Promise<void>;
  snapshot(): Promise<QuotaSnapshot>;
}

/** How long whose time is over waits for a store that is just being asked, in milliseconds: it may be on its way with a place. */
const STORE_TIME = 1000;

/** How much too early a timer of the platform may be, in milliseconds. */
const EARLY = 5;

/** A store that cannot be reached lets the place age by itself; the call is not to blame. */
const ignore = () => {};

/** Tells the store that a place is no longer open; it may also throw before there is a promise. */
const close = async (tell: () => Promise<void>): Promise<void> => tell();

interface Waiter {
  grant(place: QuotaPlace): void;
  fail(error: unknown): void;
}

/**
 * @param clock - Sets the timers.
 * @param time - What it goes by.
 */
export function createLine(
  operationId: string,
  limits: readonly RateLimit[],
  store: QuotaStore,
  clock: Clock,
  time: QuotaTime,
): QuotaLine {
  const queue = createQueue<Waiter>();
  /** Those who find out, once the store says that it has no place, whether they may wait for one. */
  const impatient = new Set<(isFull: boolean) => Promise<void>>();
  let isLooking = false;
  /** How many have come: who came first goes first, however the store was asked for it. */
  let arrivals = 0;
  /** How many questions the store has not answered. */
  let asking = 0;
  /** Has whoever serves look again; undefined where nobody serves. */
  let wake: (() => void) | undefined;

  async function askStore<Value>(question: () => Promise<Value>): Promise<Value> {
    asking++;
    try {
      return await question();
    } catch (cause) {
      throw new DefenderError('QuotaStoreError', `${operationId}: the store of the quota failed.`, {
        operationId,
        cause,
      });
    } finally {
      asking--;
    }
  }

  /** How long it takes until so many places more can have been taken, in milliseconds. */
  async function waitFor(windows: readonly RateLimit[], places: number): Promise<number> {
    const now = time.now();
    return (await askStore(() => store.forecast(operationId, windows, now, places))) - now;
  }

  /** One after the other: who may not wait leaves the line before the next one looks how long it is. */
  async function lookAround(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    for (const look of impatient) await look(true);
    isLooking = false;
  }

  /** Takes a place, and gives it to whoever is first in the line by then. */
  async function takePlace(): Promise<boolean> {
    const token = await askStore(() => store.take(operationId, limits, time.now()));
    if (token === undefined) {
      await lookAround();
      return false;
    }
    const place = placeOf(token);
    const waiter = queue.next();
    if (waiter) waiter.grant(place);
    // Whoever waited has left meanwhile.
    else place.release();
    return true;
  }

  /** Gives places for as long as there are any, and waits for the next ones while somebody does. */
  async function serve(): Promise<void> {
    if (wake) return wake();
    let cancel: (() => void) | undefined;
    while (queue.size()) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      try {
        if (await takePlace()) continue;
        const wait = await waitFor(limits, 1);
        const until = time.now() + wait;
        if (time.expect(until)) {
          cancel?.();
          cancel = startTimer(clock, wait, () => {
            time.now(until);
            time.expect(0);
            wake?.();
          });
        }
        await woken;
      } catch (error) {
        queue.next()?.fail(error);
      }
    }
    cancel?.();
    time.expect(0);
    wake = undefined;
  }

  /** Asks for a place as well, unless somebody serves. It goes to whoever is first in the line, not to whoever has asked. */
  function come(): void {
    if (wake) wake();
    else
      takePlace().then(
        (isTaken) => (isTaken ? undefined : serve()),
        (error: unknown) => queue.next()?.fail(error),
      );
  }

  const exceeded = (maxWait: number, retryAfterMs?: number) =>
    new DefenderError(
      'QuotaExceeded',
      `${operationId}: the quota has no place ${retryAfterMs ? `for ${retryAfterMs} ms` : 'yet'}, and the call may wait ${maxWait} ms (maxWait, timeout.total); call later, or with a higher priority.`,
      { operationId, retryAfterMs },
    );

  /** Lets a waiter go once its time is over and no place is free at that instant, or as soon as its place is known to come later. */
  function limitWait(priority: Priority, arrival: number, waiter: Waiter, maxWait: number): () => void {
    let isOver = false;
    let isGone = false;
    const fail = (error: unknown) => {
      if (!isGone) waiter.fail(error);
    };
    const look = async (isFull: boolean) => {
      // Who has been served, or has left, meanwhile is not looked for any more.
      if (!impatient.delete(look)) return;
      try {
        if (isOver) {
          if (isFull) return fail(exceeded(maxWait));
          // A place that is free at this very instant is not for whoever serves to find.
          if (await takePlace()) wake?.();
        }
        if (isGone) return;
        const wait = await waitFor(limits, queue.position(priority, arrival));
        if (isOver && wait <= EARLY && !isGone) {
          cancel();
          cancel = startTimer(clock, wait + EARLY, () => fail(exceeded(maxWait, wait)));
        } else if (isOver || wait > maxWait) fail(exceeded(maxWait, wait));
      } catch (error) {
        fail(error);
      }
    };
    let cancel = startTimer(clock, maxWait, () => {
      isOver = true;
      impatient.add(look);
      cancel = startTimer(clock, STORE_TIME, () => fail(exceeded(maxWait)));
      if (!asking) void look(false);
    });
    impatient.add(look);
    return () => {
      isGone = true;
      cancel();
      impatient.delete(look);
    };
  }

  function placeOf(token: string | number): QuotaPlace {
    let closing: Promise<void> | undefined;
    return {
      settle: () => void (closing ??= close(() => store.settle(operationId, token, time.atMost())).catch(ignore)),
      release: () => void (closing ??= close(() => store.release(operationId, token)).then(serve, ignore)),
    };
  }

  /** Stands in the line until it is served. */
  const queueUp = (
    { priority = 'normal', maxWait = Infinity, abortSignal }: ReserveOptions,
    arrival: number,
    ask: () => void,
  ): Promise<QuotaPlace> =>
    untilAborted(abortSignal, (grant, fail) => {
      throwIfAborted(abortSignal);
      checkNumber('maxWait', maxWait);
      checkPriority(priority);
      const waiter = { grant, fail };
      // The timer first: where a clock throws, nobody stands in the queue.
      const cancel = maxWait < Infinity && limitWait(priority, arrival, waiter, maxWait);
      const leave = queue.push(priority, arrival, waiter);
      ask();
      return (error) => {
        if (cancel) cancel();
        leave();
        // Whoever served the last one has nobody to wait for.
        if (error) void serve();
      };
    });

  return {
    reserve(options) {
      const { priority = 'normal', maxWait, abortSignal } = options;
      const arrival = arrivals++;
      // Who finds nobody waiting asks for itself, which costs the least; but not who would let others of the same instant go
      // first, nor who may give up while a store takes its time.
      if (queue.size() || abortSignal || maxWait !== undefined || priority !== 'normal')
        return queueUp(options, arrival, come);
      return askStore(() => store.take(operationId, limits, time.now())).then((token) =>
        token === undefined ? queueUp(options, arrival, serve) : placeOf(token),
      );
    },

    async pause(ms) {
      checkNumber('The pause', ms);
      await askStore(() => store.pause(operationId, time.now() + ms));
    },

    async snapshot() {
      const windows: QuotaWindow[] = [];
      for (const limit of limits) {
        const [used = 0] = await askStore(() => store.used(operationId, [limit], time.now()));
        const nextFree = clock.now() + (await waitFor([limit], 1));
        windows.push({ ...limit, used, left: Math.max(0, limit.calls - used), nextFree });
      }
      return { waiting: queue.size(), windows };
    },
  };
}
