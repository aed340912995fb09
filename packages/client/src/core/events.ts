import type { ErrorCode } from '../errors/defender-error.ts';

interface CallEvent {
  readonly operationId: string;
  /** What was sent as `x-ms-client-request-id`: the same for all attempts of a call. */
  readonly clientRequestId: string;
}

/** An attempt is about to be sent. */
export interface RequestEvent extends CallEvent {
  readonly type: 'request';
  readonly method: string;
  /** The URL, decoded; the values of a filter, and of options that only the service knows, are left out unless `logFilterValues` is set. */
  readonly url: string;
  /** Which attempt of the call it is, from 1. */
  readonly attempt: number;
}

/** An attempt has ended. */
export interface ResponseEvent extends CallEvent {
  readonly type: 'response';
  /** The HTTP status; undefined where no answer came. */
  readonly statusCode: number | undefined;
  /** What went wrong; undefined for a success. */
  readonly code: ErrorCode | undefined;
  readonly durationMs: number;
}

/** A call failed and will be repeated. */
export interface RetryEvent extends CallEvent {
  readonly type: 'retry';
  readonly code: ErrorCode;
  readonly statusCode: number | undefined;
  readonly delayMs: number;
}

/** A call had to wait for the quota: until there was a place, or until it was given up. */
export interface QuotaWaitEvent extends CallEvent {
  readonly type: 'quotaWait';
  readonly waitedMs: number;
}

/** Something is odd, and was dealt with. */
export interface WarningEvent {
  readonly type: 'warning';
  readonly code:
    | 'RetryAfterCapped'
    | 'RetryAfterUnreadable'
    | 'NextLinkIgnored'
    | 'RowsRepeated'
    | 'PagesCapped'
    | 'TokenRefreshFailed'
    | 'QuotaPauseFailed'
    | 'PollFailed'
    | 'ActionLookedFor'
    | 'DownloadResumed';
  readonly message: string;
}

/** What the client tells of its work. */
export type ClientEvent = RequestEvent | ResponseEvent | RetryEvent | QuotaWaitEvent | WarningEvent;

/** A logger in the shape of `console`, pino and others. Missing levels are passed over. */
export interface Logger {
  debug?(message: string, event: ClientEvent): void;
  info?(message: string, event: ClientEvent): void;
  warn?(message: string, event: ClientEvent): void;
}

/** Tells an event to whoever listens; undefined where nobody does, so that nothing is computed for nobody. */
export type Emit = ((event: ClientEvent) => void) | undefined;

const levels = { request: 'debug', response: 'debug', retry: 'info', quotaWait: 'info', warning: 'warn' } as const;

function describe(event: ClientEvent): string {
  if (event.type === 'warning') return event.message;
  return `${event.operationId}: ${describeCall(event)}`;
}

function describeCall(event: Exclude<ClientEvent, WarningEvent>): string {
  switch (event.type) {
    case 'request':
      return `${event.method} ${event.url}`;
    case 'response':
      return `${event.code ?? event.statusCode} after ${event.durationMs} ms`;
    case 'retry':
      return `${event.code}, again in ${event.delayMs} ms`;
    case 'quotaWait':
      return `waited ${event.waitedMs} ms for the quota`;
  }
}

/** Joins a logger and a listener. What either throws, now or later, is dropped: telling of a call must not break it. */
export function createEmit(logger: Logger | undefined, onEvent: ((event: ClientEvent) => void) | undefined): Emit {
  const log = (event: ClientEvent) => logger?.[levels[event.type]]?.(`defender: ${describe(event)}`, event);
  if (!logger && !onEvent) return undefined;
  return (event) => {
    for (const tell of [onEvent, log])
      try {
        const told: unknown = tell?.(event);
        // An async one has thrown nothing yet, and what it throws would be nobody's.
        (told as PromiseLike<unknown> | undefined)?.then?.(undefined, () => {});
      } catch {
        // See above.
      }
  };
}
