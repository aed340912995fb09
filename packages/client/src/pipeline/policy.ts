import type { FailedAttempt } from '../errors/defender-error.ts';
import type { InternalCallOptions } from '../core/call-options.ts';
import type { OperationDescription, OperationRequest } from './operation.ts';

/** A call on its way through the policies, with what its caller asks for. All attempts of a call share `call`. */
export interface PipelineRequest extends InternalCallOptions {
  /** What the spec says of the operation. */
  readonly spec: OperationDescription;
  readonly operation: OperationRequest;
  /** The body as it is sent; undefined for none. */
  readonly body: string | undefined;
  /** The whole URL, percent-encoded. */
  readonly url: string;
  readonly names: CallNames;
  readonly call: CallState;
}

/** What a call is known by, in its events and errors. */
export interface CallNames {
  readonly operationId: string;
  readonly clientRequestId: string;
}

/** What the attempts of one call have in common. */
export interface CallState {
  /** What was sent and has failed. */
  readonly attempts: FailedAttempt[];
  /** The token of the last attempt: to send it, to replace it, to explain a 403, and to leave it out of an error. */
  token: string | undefined;
  /** How many requests have reached the network, each of which may count against the quota of the service. */
  sent: number;
  /** Whether the last attempt may have reached the service, and was not refused by it: a write that may have must not be repeated. */
  mayHaveArrived: boolean;
  /** How long it has waited for the quota, or because the service has asked for it, in milliseconds: what `maxWait` is for. */
  waitedMs: number;
}

/** A success. Anything else is thrown. */
export interface PipelineResponse {
  readonly status: number;
  /** The body, parsed; undefined where there is none. */
  readonly body: unknown;
}

/** What sends a request on: the next policy, or the network. */
export type SendRequest = (request: PipelineRequest) => Promise<PipelineResponse>;

/** One concern of every call, around what comes after it. */
export type Policy = (request: PipelineRequest, next: SendRequest) => Promise<PipelineResponse>;

/** Joins policies in their order: the first is the outermost. */
export const compose = (policies: readonly Policy[], send: SendRequest): SendRequest =>
  policies.reduceRight<SendRequest>((next, policy) => (request) => policy(request, next), send);
