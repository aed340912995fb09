import type { Fetch } from './exchange.ts';
import type { Transport } from './operation.ts';
import type { Quota } from '../quota/quota.ts';
import type { InternalCallOptions } from '../core/call-options.ts';
import type { Clock } from '../core/clock.ts';
import type { Emit } from '../core/events.ts';

/** What the collections of a client share. */
export interface ClientRuntime {
  readonly endpoint: string;
  readonly transport: Transport<InternalCallOptions>;
  /** What sends a request that is no operation's, and has no token. */
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly emit: Emit;
  readonly quota: Quota;
  /** The longest URL that is sent, in characters. */
  readonly maxUrlLength: number;
}
