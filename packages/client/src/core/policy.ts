import type { FailedAttempt } from '../errors/defender-error.ts';
import { operations, type OperationId } from '../generated/operations.gen.ts';
import type { OperationRequest } from '../generated/runtime.ts';
import type { InternalCallOptions } from './call-options.ts';

/** What the spec says of the operation of a request. */
export const specOf = ({ operation }: Pick<PipelineRequest, 'operation'>): OperationDescription =>
  operations[operation.operationId as OperationId];

/** What an operation accepts and allows, from the spec. */
export interface OperationDescription {
  /** The path as the spec writes it, with its parameters in braces. */
  readonly path: string;
  readonly queryOptions: readonly string[];
  readonly permissions: {
    readonly application: readonly string[];
    readonly delegated: readonly string[];
    /** The role that a user needs, where one is needed. */
    readonly role?: string;
  };
}

/** A call on its way through the policies, with what its caller asks for. All attempts of a call share `call`. */
export interface PipelineRequest extends InternalCallOptions {
  readonly operation: OperationRequest;
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
  /** How long it has waited for the quota, or because the service has asked for it, in milliseconds: what `maxWait` is for. */
  waitedMs: number;
}

/** A success: an answer whose body is JSON. Anything else is thrown. */
export interface PipelineResponse {
  readonly status: number;
  /** The body, parsed. */
  readonly body: unknown;
}

/** What sends a request on: the next policy, or the network. */
export type SendRequest = (request: PipelineRequest) => Promise<PipelineResponse>;

/** One concern of every call, around what comes after it. */
export type Policy = (request: PipelineRequest, next: SendRequest) => Promise<PipelineResponse>;

/** Joins policies in their order: the first is the outermost. */
export const compose = (policies: readonly Policy[], send: SendRequest): SendRequest =>
  policies.reduceRight<SendRequest>((next, policy) => (request) => policy(request, next), send);
