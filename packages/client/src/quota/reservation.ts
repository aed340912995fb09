import type { Priority } from '../core/priority.ts';

/** How a place is asked for. */
export interface ReserveOptions {
  /** Default: `normal`. */
  readonly priority?: Priority | undefined;
  /** How long to wait at most, in milliseconds; where the wait is known to be longer, the refusal comes at once. Default: any time. */
  readonly maxWait?: number | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

/** A place in every window. Exactly one of the two has to be called; later calls of either do nothing. */
export interface QuotaPlace {
  /** The answer has arrived, or the call has failed on its way. */
  settle(): void;
  /** The call was never sent. */
  release(): void;
}
