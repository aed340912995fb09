import type { RateLimit } from './quota-store.ts';

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
