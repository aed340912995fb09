/**
 * What went wrong, from a closed list:
 *
 * - of the service: `BadRequest` (400), `Unauthorized` (401), `Forbidden` (403), `NotFound` (404), `Throttled` (429),
 *   `ServerError` (408 and 5xx), `UnexpectedStatus` (any other), `RedirectRefused` (another 3xx)
 * - of the way there: `NetworkError`, `FetchError` (`fetch` failed, and not because of the network), `Timeout`, `Aborted` (by the
 *   caller's signal)
 * - of an answer that breaks the protocol: `ProtocolError`, `PagingLoop`
 * - before any call: `InvalidArgument`, `UrlTooLong`, `CredentialError`, `QuotaExceeded` (the wait would exceed `maxWait`),
 *   `QuotaStoreError` (the {@link QuotaStore} failed; what with is the `cause`)
 * - of an action: `OutcomeUnknown` (it may have been started, and was not found; `lookAt` says where to look), `AlreadyFinal` (what it
 *   would change is over), `ActionRefused` (by a guard; nothing was sent, and `rule` says why)
 * - of a machine that was looked for: `MachineNotFound`, `MachineAmbiguous` (there are several: `candidates`), `MachineStale` (it was last
 *   seen too long ago)
 * - of a download: `SinkFailed` (what the bytes were written to has failed; what with is the `cause`)
 */
export type ErrorCode =
  | 'BadRequest'
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'Throttled'
  | 'ServerError'
  | 'UnexpectedStatus'
  | 'RedirectRefused'
  | 'NetworkError'
  | 'FetchError'
  | 'Timeout'
  | 'Aborted'
  | 'ProtocolError'
  | 'PagingLoop'
  | 'InvalidArgument'
  | 'UrlTooLong'
  | 'CredentialError'
  | 'QuotaExceeded'
  | 'QuotaStoreError'
  | 'OutcomeUnknown'
  | 'AlreadyFinal'
  | 'ActionRefused'
  | 'MachineNotFound'
  | 'MachineAmbiguous'
  | 'MachineStale'
  | 'SinkFailed';

/** One attempt that failed after it was sent. */
export interface FailedAttempt {
  readonly code: ErrorCode;
  readonly statusCode: number | undefined;
  /** How long the client waited before the next attempt, in milliseconds; undefined for the last one. */
  readonly waitedMs?: number;
}

/** What an error knows beyond its message; every member is optional. */
export interface ErrorDetails {
  readonly cause?: unknown;
  readonly statusCode?: number | undefined;
  readonly serviceCode?: string | undefined;
  readonly requestId?: string | undefined;
  readonly clientRequestId?: string | undefined;
  readonly operationId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly attempts?: readonly FailedAttempt[];
  readonly headers?: Headers | undefined;
  readonly transient?: boolean;
  readonly startedAt?: string;
  readonly asked?: AskedAction;
  readonly lookAt?: string;
  readonly rule?: string;
  readonly candidates?: readonly MachineCandidate[];
}

/** A machine that may be the one which was looked for. */
export interface MachineCandidate {
  readonly id: string;
  readonly computerDnsName: string | null;
  /** When it last reported; undefined where it does not say. */
  readonly lastSeen: string | undefined;
  readonly healthStatus: string | undefined;
  readonly onboardingStatus: string | undefined;
}

/** What an action was asked for: the row and the names of the parameters, without their values. */
export interface AskedAction {
  /** The key of the row that it is on. */
  readonly key: string | undefined;
  /** The names of the parameters that were given. */
  readonly parameters: readonly string[];
}

const brand = Symbol.for('@defender-odata/client/DefenderError');

/**
 * The one class of the client's errors; `code` tells them apart. Use the guards ({@link isDefenderError}, {@link isNotFound}, …):
 * `instanceof` fails across two installed copies. Queries that the service would refuse throw the query builder's `QueryError`.
 *
 * @example
 * try {
 *   await client.machineActions.get(id);
 * } catch (error) {
 *   if (!isNotFound(error)) throw error;
 * }
 */
export class DefenderError extends Error {
  declare readonly name: string;
  declare readonly code: ErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly statusCode: number | undefined;
  /** The service's own code, such as `ResourceNotFound`; undefined where it sent none or an empty one. */
  readonly serviceCode: string | undefined;
  /** The correlation id to give to Microsoft's support: the error's `target`. */
  readonly requestId: string | undefined;
  /** What the client sent as `x-ms-client-request-id`. */
  readonly clientRequestId: string | undefined;
  /** The operation, by its name in the spec. */
  readonly operationId: string | undefined;
  /** How long the service, or the quota, asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether the same call may succeed when it is repeated; the client has done so as often as `retry` allows. */
  readonly transient: boolean = false;
  /** Every attempt that failed, the last one included; empty where nothing was sent. */
  readonly attempts: readonly FailedAttempt[] = [];
  /** Of `OutcomeUnknown`: when it was sent, by the client's clock. */
  declare readonly startedAt?: string;
  /** Of `OutcomeUnknown` and `ActionRefused`: what was asked. */
  declare readonly asked?: AskedAction;
  /** Of `OutcomeUnknown`: the request that shows whether it was done, as text to run. */
  declare readonly lookAt?: string;
  /** Of `ActionRefused`: the option of the guard that refused it. */
  declare readonly rule?: string;
  /** Of `MachineNotFound`, `MachineAmbiguous` and `MachineStale`: the machines that were found, the one seen last first. */
  declare readonly candidates?: readonly MachineCandidate[];
  /** The answer's headers, for policies; not enumerable, so that they reach no log. */
  declare readonly headers: Headers | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details);
    // The platform's convention: what looks for an aborted call looks at the name.
    const name = code === 'Aborted' ? 'AbortError' : code === 'ProtocolError' ? code : 'DefenderError';
    // `cause` stays as hidden as `Error` has made it.
    Object.assign(this, { name, code, ...details });
    Object.defineProperty(this, 'headers', { enumerable: false });
  }

  /** @internal What {@link isDefenderError} looks for. */
  get [brand](): boolean {
    return true;
  }

  /** The error for a log: no token, no query, no header, no stack. */
  toJSON(): Record<string, unknown> {
    // A class has no index signature; its members are strings, numbers and lists.
    return { ...(this as object), message: this.message };
  }
}

/** Tells whether a thrown value is a {@link DefenderError}, of this copy of the package or of another. */
export const isDefenderError = (error: unknown): error is DefenderError => error instanceof Error && brand in error;
