export { DefenderClient } from './client.ts';
export type { DefenderClientOptions, TimeoutOptions } from './client-options.ts';
export type {
  ActionOptions,
  GetBy,
  GetOptions,
  Gettable,
  Listed,
  ListUnder,
  Started,
  WithCreated,
  WithFinal,
} from './collections/collection.ts';
export type { CollectionDefinition, FinalStatuses } from './collections/definition.ts';
export type { BuiltQuery, QueryInput } from './collections/query-input.ts';
export type { ListOptions, Page, PagedAsyncIterableIterator, PageSettings } from './collections/page.ts';

export * from './export/index.ts';
export * from './wait/index.ts';

export type { AccessToken, Credential, GetTokenOptions, TokenCredential } from './auth/credential.ts';
export type { CallOptions } from './core/call-options.ts';
export { type Clock, systemClock } from './core/clock.ts';
export type { DateTimeOffset } from './core/date-time-offset.ts';
export { compareTimestamps, fromTicks, toDate, toTicks } from './core/ticks.ts';
export type {
  ClientEvent,
  Logger,
  QuotaWaitEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  WarningEvent,
} from './core/events.ts';
export type { Fetch } from './pipeline/exchange.ts';
export type { RetryOptions } from './policies/retry.ts';
export type { Span, Tracer } from './policies/trace.ts';

export { DefenderError, isDefenderError } from './errors/defender-error.ts';
export type { AskedAction, ErrorCode, FailedAttempt, MachineCandidate } from './errors/defender-error.ts';
export {
  isAborted,
  isBadRequest,
  isForbidden,
  isNotFound,
  isProtocolError,
  isThrottled,
  isTimeout,
  isUnauthorized,
  isUnavailable,
} from './errors/guards.ts';

export { Quota } from './quota/quota.ts';
export type { QuotaOptions } from './quota/quota.ts';
export type { QuotaPlace, ReserveOptions } from './quota/reservation.ts';
export type { QuotaSnapshot, QuotaWindow } from './quota/snapshot.ts';
export { MemoryQuotaStore } from './quota/memory-quota-store.ts';
export type { Priority } from './core/priority.ts';
export type { QuotaStore, RateLimit } from './quota/quota-store.ts';

export type * from './generated/models/index.ts';
export * from './generated/entity-sets.gen.ts';
export { collections } from './generated/collections.gen.ts';
export type * from './generated/collections.gen.ts';
export { operations, type OperationId } from './generated/operations.gen.ts';
export { audiences, clouds, type CloudName, scope } from './generated/service.gen.ts';
