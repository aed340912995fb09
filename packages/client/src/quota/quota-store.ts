/** A window of a quota: so many calls in any so many seconds. */
export interface RateLimit {
  readonly calls: number;
  readonly seconds: number;
}

/**
 * Where a quota keeps its book. The one in memory serves one process; a store that several processes share can stand in its
 * place. What a promise of it fails with is the `cause` of the caller's `QuotaStoreError`, but for `settle` and `release`, whose
 * failure is passed over: the store has to let such a place age by itself. All times are milliseconds since 1970 and never go back. A key names one book, such as an operation.
 */
export interface QuotaStore {
  /**
   * Takes one place in every window at once, or none.
   *
   * @returns A token for the place, or undefined where a window is full or the key is paused.
   */
  take(key: string, limits: readonly RateLimit[], now: number): Promise<string | number | undefined>;
  /** The answer of a call has arrived: from now on its place ages. */
  settle(key: string, place: string | number, now: number): Promise<void>;
  /** Gives back a place whose call was never sent. */
  release(key: string, place: string | number): Promise<void>;
  /** Grants nothing until then; a pause is only ever made longer. */
  pause(key: string, until: number): Promise<void>;
  /** How many places are taken in each window, in the order of the limits. */
  used(key: string, limits: readonly RateLimit[], now: number): Promise<readonly number[]>;
  /** The earliest instant at which so many places more can have been taken, each call being answered at once. */
  forecast(key: string, limits: readonly RateLimit[], now: number, places: number): Promise<number>;
}
