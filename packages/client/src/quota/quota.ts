import { systemClock, type Clock } from '../core/clock.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { operations } from '../generated/operations.gen.ts';
import { MemoryQuotaStore } from './memory-quota-store.ts';
import { createLine, type QuotaLine } from './quota-line.ts';
import type { QuotaStore, RateLimit } from './quota-store.ts';
import { quotaTime } from './quota-time.ts';
import type { QuotaPlace, ReserveOptions } from './reservation.ts';
import type { QuotaSnapshot } from './snapshot.ts';

/** How a {@link Quota} is set up. */
export interface QuotaOptions {
  /** The windows, for every operation alike. Default: those of each operation in the spec; 100 a minute and 1,500 an hour. */
  readonly limits?: readonly RateLimit[];
  /** Where the book is kept. Default: in memory. */
  readonly store?: QuotaStore;
  readonly clock?: Clock;
}

/** The windows of each operation, as the spec has them. */
type DescribedWindows = Readonly<Record<string, { readonly rateLimits: readonly RateLimit[] }>>;

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
  readonly #lines: Record<string, QuotaLine> = Object.create(null);
  readonly #lineOf: (operationId: string) => QuotaLine;
  /** @internal The windows of an operation. */
  readonly limitsOf: (operationId: string) => readonly RateLimit[];
  /** Where the book is kept. */
  readonly store: QuotaStore;

  /** @throws {@link DefenderError} `InvalidArgument` for what is no window, and for an option that there is not. */
  constructor(options?: QuotaOptions);
  /** @internal @param described - The operations. Default: those of the spec. */
  constructor(options?: QuotaOptions, described?: DescribedWindows);
  constructor(options: QuotaOptions = {}, described: DescribedWindows = operations) {
    const own = ownOptions<QuotaOptions>('Quota', options, { limits: 'map()', store: 'take()', clock: 'sleep()' });
    const { store = new MemoryQuotaStore(), clock = systemClock } = own;
    this.store = store;
    const limits = own.limits && [...own.limits];
    for (const { calls, seconds } of limits ?? [])
      if (!(Number.isInteger(calls) && calls > 0 && seconds > 0 && seconds < Infinity))
        throw new DefenderError(
          'InvalidArgument',
          `${calls} calls in ${seconds} s is no window: whole calls, and both above 0.`,
        );
    const timeOfLine = quotaTime(clock);
    this.limitsOf = (name) =>
      limits ?? (Object.hasOwn(described, name) ? described[name]?.rateLimits : undefined) ?? [];
    this.#lineOf = (name) => (this.#lines[name] ??= createLine(name, this.limitsOf(name), store, clock, timeOfLine()));
    for (const name of Object.keys(described)) this.#lineOf(name);
  }

  /**
   * Waits for a place in every window of an operation.
   *
   * @param operationId - The operation, by its name in the spec; each has windows of its own.
   * @throws {@link DefenderError} `QuotaExceeded` where the wait would exceed `maxWait`, `Aborted` by the signal,
   *   `QuotaStoreError` where the store fails, `InvalidArgument` for what is no priority or no number.
   */
  reserve(operationId: string, options: ReserveOptions = {}): Promise<QuotaPlace> {
    return this.#lineOf(operationId).reserve(ownOptions<ReserveOptions>('reserve', options, callOptionTypes));
  }

  /** Grants nothing for a time, because the service has said 429. @param ms - Milliseconds from now. */
  pause(operationId: string, ms: number): Promise<void> {
    return this.#lineOf(operationId).pause(ms);
  }

  /** The windows of every operation of the spec, and who waits. */
  async snapshot(): Promise<Readonly<Record<string, QuotaSnapshot>>> {
    const snapshots: Record<string, QuotaSnapshot> = {};
    for (const [name, line] of Object.entries(this.#lines)) snapshots[name] = await line.snapshot();
    return snapshots;
  }
}
