import type { Priority } from './priority.ts';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, and every wait in it, at once. */
  readonly abortSignal?: AbortSignal | undefined;
  /** `high` goes before what else waits for the quota, `low` behind it. Default: `normal`. */
  readonly priority?: Priority | undefined;
  /**
   * How long the call may wait for the quota, and for a service that throttles, in milliseconds, all its attempts together. Where a
   * wait would be longer the call fails at once with `QuotaExceeded` or `Throttled`. Default: `timeout.total`, or any time.
   */
  readonly maxWait?: number | undefined;
}

/** What calls within the client tell each other as well. */
export interface InternalCallOptions extends CallOptions {
  /** Told how long the call has waited for the quota, in milliseconds. */
  readonly onQuotaWait?: ((ms: number) => void) | undefined;
  /** Told whenever a request goes out. */
  readonly onSend?: (() => void) | undefined;
  /** Told what the answer says of the time at which it was made. */
  readonly onDate?: ((date: string | null) => void) | undefined;
  /** Told, before the call fails, whether its last attempt may have reached the service. */
  readonly onFailure?: ((mayHaveArrived: boolean) => void) | undefined;
}
