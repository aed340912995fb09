import { abortError, throwIfAborted } from '../core/abort.ts';
import { startTimer, systemClock, type Clock } from '../core/clock.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { operations } from '../generated/operations.gen.ts';
import { MemoryQuotaStore } from './memory-quota-store.ts';
import { QuotaQueue, type Priority, type Waiter } from './quota-queue.ts';
import type { QuotaStore, RateLimit } from './quota-store.ts';

/** How a {@link Quota} is set up. */
export interface QuotaOptions {
  /** The windows, for every operation alike. Default: those of each operation in the spec; 100 a minute and 1,500 an hour. */
  readonly limits?: readonly RateLimit[];
  /** Where the book is kept. Default: in memory. */
  readonly store?: QuotaStore;
  readonly clock?: Clock;
}

/** How a place is asked for. */
export interface ReserveOptions {
  /** Default: `normal`. */
  readonly priority?: Priority;
  /** How long to wait at most, in milliseconds; where the wait is known to be longer, the refusal comes at once. Default: any time. */
  readonly maxWait?: number;
  readonly abortSignal?: AbortSignal | undefined;
}

/** A place in every window. Exactly one of the two has to be called; later calls of either do nothing. */
export interface QuotaPlace {
  /** The answer has arrived, or the call has failed on its way. */
  settle(): void;
  /** The call was never sent. */
  release(): void;
}

/** One window, as it is now. */
export interface QuotaWindow extends RateLimit {
  /** Calls that count in it. */
  readonly used: number;
  readonly left: number;
  /** When the next place is free, in milliseconds since 1970; now or earlier where one is. */
  readonly nextFree: number;
}

/** The quota of one operation, as it is now. */
export interface QuotaSnapshot {
  /** How many calls wait. */
  readonly waiting: number;
  readonly windows: readonly QuotaWindow[];
}

interface Line {
  readonly queue: QuotaQueue;
  isServing: boolean;
  isChanged: boolean;
  cancelTimer?: (() => void) | undefined;
}

/**
 * Keeps the calls of one application and tenant within every window of an operation at once, so that the service has no reason
 * to answer 429. Calls are served in their order; give one quota to several clients of the same application to share it.
 *
 * @example
 * const quota = new Quota();
 * const client = new DefenderClient(credential, { quota });
 * const other = new DefenderClient(credential, { quota, cloud: 'eu' });
 */
export class Quota {
  readonly #limits: readonly RateLimit[] | undefined;
  readonly #store: QuotaStore;
  readonly #clock: Clock;
  readonly #lines = new Map<string, Line>();
  #latest = 0;
  #offset = 0;

  constructor({ limits, store = new MemoryQuotaStore(), clock = systemClock }: QuotaOptions = {}) {
    for (const { calls, seconds } of limits ?? [])
      if (!Number.isInteger(calls) || calls < 1 || !(seconds > 0 && Number.isFinite(seconds)))
        throw new DefenderError(
          'InvalidArgument',
          `A window of ${calls} calls in ${seconds} s is none: both must be above 0, the calls whole.`,
        );
    this.#limits = limits;
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Waits for a place in every window of an operation.
   *
   * @param operationId - The operation, such as `listMachineActions`; each has windows of its own.
   * @throws {@link DefenderError} `QuotaExceeded` where the wait would exceed `maxWait`, `Aborted` by the signal.
   */
  async reserve(operationId: string, options: ReserveOptions = {}): Promise<QuotaPlace> {
    const { priority = 'normal', maxWait = Infinity, abortSignal } = options;
    throwIfAborted(abortSignal);
    const line = this.#line(operationId);
    if (maxWait < Infinity) {
      const now = this.#time();
      const at = await this.#store.forecast(
        operationId,
        this.#limitsOf(operationId),
        now,
        line.queue.ahead(priority) + 1,
      );
      if (at - now > maxWait) throw this.#exceeded(operationId, maxWait, at - now);
      throwIfAborted(abortSignal);
    }
    const place = await this.#wait(operationId, line, priority, maxWait, abortSignal);
    let isOpen = true;
    const close = (action: () => Promise<void>) => {
      if (!isOpen) return;
      isOpen = false;
      // A store that cannot be reached lets the place age by itself; the call is not to blame.
      action().then(
        () => this.#serve(operationId, line),
        () => {},
      );
    };
    return {
      settle: () => close(() => this.#store.settle(operationId, place, this.#time())),
      release: () => close(() => this.#store.release(operationId, place)),
    };
  }

  /** Grants nothing for a time, because the service has said 429. @param ms - Milliseconds from now. */
  async pause(operationId: string, ms: number): Promise<void> {
    await this.#store.pause(operationId, this.#time() + ms);
  }

  /** The windows of every operation of the spec, and who waits. */
  async snapshot(): Promise<Readonly<Record<string, QuotaSnapshot>>> {
    const now = this.#time();
    const names = new Set([...Object.keys(operations), ...this.#lines.keys()]);
    const snapshots = [...names].map(async (name): Promise<[string, QuotaSnapshot]> => {
      const limits = this.#limitsOf(name);
      const used = await this.#store.used(name, limits, now);
      const windows = limits.map(async (limit, index) => ({
        ...limit,
        used: used[index] ?? 0,
        left: Math.max(0, limit.calls - (used[index] ?? 0)),
        nextFree: (await this.#store.forecast(name, [limit], now, 1)) - this.#offset,
      }));
      return [name, { waiting: this.#lines.get(name)?.queue.size ?? 0, windows: await Promise.all(windows) }];
    });
    return Object.fromEntries(await Promise.all(snapshots));
  }

  #wait(
    name: string,
    line: Line,
    priority: Priority,
    maxWait: number,
    signal: AbortSignal | undefined,
  ): Promise<string | number> {
    return new Promise((resolve, reject) => {
      const leave = (error: DefenderError) => {
        line.queue.leave(waiter);
        if (!line.queue.size) stopTimer(line);
        waiter.fail(error);
      };
      const onAbort = () => signal && leave(abortError(signal));
      const cancel =
        maxWait < Infinity ? startTimer(this.#clock, maxWait, () => leave(this.#exceeded(name, maxWait))) : undefined;
      const done = () => {
        cancel?.();
        signal?.removeEventListener('abort', onAbort);
      };
      const waiter: Waiter = {
        priority,
        grant: (place) => (done(), resolve(place)),
        fail: (error) => (done(), reject(error)),
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      line.queue.push(waiter);
      void this.#serve(name, line);
    });
  }

  /** Grants places for as long as there are any, then sets the timer for the next one. */
  async #serve(name: string, line: Line): Promise<void> {
    line.isChanged = true;
    if (line.isServing) return;
    line.isServing = true;
    while (line.isChanged && line.queue.size) {
      line.isChanged = false;
      try {
        await this.#serveOne(name, line);
      } catch (error) {
        line.queue.shift()?.fail(error);
        line.isChanged = true;
      }
    }
    line.isServing = false;
  }

  async #serveOne(name: string, line: Line): Promise<void> {
    stopTimer(line);
    const limits = this.#limitsOf(name);
    const place = await this.#store.take(name, limits, this.#time());
    if (place !== undefined) {
      const waiter = line.queue.shift();
      if (waiter) waiter.grant(place);
      else await this.#store.release(name, place);
      line.isChanged = true;
      return;
    }
    const now = this.#time();
    const at = await this.#store.forecast(name, limits, now, 1);
    if (at <= now) line.isChanged = true;
    else line.cancelTimer = startTimer(this.#clock, at - now, () => void this.#serve(name, line));
    // Whoever waited may have left meanwhile.
    if (!line.queue.size) stopTimer(line);
  }

  #line(name: string): Line {
    let line = this.#lines.get(name);
    if (!line) this.#lines.set(name, (line = { queue: new QuotaQueue(), isServing: false, isChanged: false }));
    return line;
  }

  #limitsOf(name: string): readonly RateLimit[] {
    return (
      this.#limits ?? (Object.hasOwn(operations, name) ? operations[name as keyof typeof operations].rateLimits : [])
    );
  }

  /** The clock's time, made never to go back: a clock that is set back must not let places age again. */
  #time(): number {
    const now = this.#clock.now();
    this.#offset += Math.max(0, this.#latest - now - this.#offset);
    return (this.#latest = now + this.#offset);
  }

  #exceeded(operationId: string, maxWait: number, wait?: number): DefenderError {
    return new DefenderError(
      'QuotaExceeded',
      `${operationId}: the quota has no place ${wait === undefined ? '' : `for ${Math.ceil(wait / 1000)} s, `}longer than the ${maxWait} ms that the call may wait (maxWait); try later, or raise its priority.`,
      { operationId, retryAfterMs: wait },
    );
  }
}

function stopTimer(line: Line): void {
  line.cancelTimer?.();
  line.cancelTimer = undefined;
}
