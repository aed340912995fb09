import type { Clock } from './core/clock.ts';
import type { ClientEvent, Logger } from './core/events.ts';
import type { Fetch } from './pipeline/exchange.ts';
import type { CloudName } from './generated/service.gen.ts';
import type { RetryOptions } from './policies/retry.ts';
import type { Tracer } from './policies/trace.ts';
import type { Quota } from './quota/quota.ts';

/** How long things may take. */
export interface TimeoutOptions {
  /** One attempt, from the token to the last byte of the body, in milliseconds. Default: 100,000. */
  readonly attempt?: number;
  /**
   * A whole call with its attempts and waits, in milliseconds. One whose waits together would be longer fails at once, with
   * `QuotaExceeded` or `Throttled`; the time that its attempts take is not counted for that. Default: any time.
   */
  readonly total?: number;
}

/** How a {@link DefenderClient} is set up; every option has a default. */
export interface DefenderClientOptions {
  /** The cloud or region, by its name in the spec. Default: `public`. */
  readonly cloud?: CloudName;
  /** The service's URL, instead of a cloud: https, or http on this machine. */
  readonly endpoint?: string;
  /** The scope to ask a token for. Default: the spec's, which is the same for every cloud. */
  readonly scope?: string;
  /** Instead of the global `fetch`, which is looked up at each call. */
  readonly fetch?: Fetch;
  readonly retry?: RetryOptions;
  /** The quota, to share it with other clients of the same application; false for none. Default: one of its own, by the spec. */
  readonly quota?: Quota | false;
  readonly timeout?: TimeoutOptions;
  /** The longest URL that is sent, in characters; longer queries are split where that is possible. Default: 8,000. */
  readonly maxUrlLength?: number;
  /** What is told of each call, as text: requests and answers as `debug`, waits as `info`, oddities as `warn`. */
  readonly logger?: Logger;
  /** What is told of each call, as data. */
  readonly onEvent?: (event: ClientEvent) => void;
  /** Whether events show the values of filters, and of what a next link asks with. Default: false; names and operators only. */
  readonly logFilterValues?: boolean;
  /** A tracer of `@opentelemetry/api`, which makes a span of each call. */
  readonly tracer?: Tracer;
  /** What the application calls itself, before the client's own name in the user agent: `nightly-export/1.2`. */
  readonly userAgentPrefix?: string;
  /** Instead of the system's time and timers. */
  readonly clock?: Clock;
  /** Instead of `Math.random`, for the jitter of delays: from 0 to below 1. */
  readonly random?: () => number;
}
