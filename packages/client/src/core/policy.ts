import type { OperationRequest } from '../generated/runtime.ts';
import type { FailedAttempt } from '../errors/defender-error.ts';
import type { Priority } from '../quota/quota-queue.ts';

/** What an operation accepts and allows, from the spec. */
export interface OperationDescription {
  readonly method: string;
  /** The path as the spec writes it, with its parameters in braces. */
  readonly path: string;
  readonly permissions: {
    readonly application: readonly string[];
    readonly delegated: readonly string[];
    readonly role: string;
  };
  readonly rateLimits: readonly { readonly calls: number; readonly seconds: number }[];
  /** Whether it answers with a collection, in `value`. */
  readonly collection: boolean;
}

/** A call on its way through the policies. All attempts of a call share `call`. */
export interface PipelineRequest {
  readonly operation: OperationRequest;
  readonly description: OperationDescription;
  /** The whole URL, percent-encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly abortSignal: AbortSignal | undefined;
  readonly priority: Priority;
  /** How long the call may wait for the quota or for a throttling service, in milliseconds. */
  readonly maxWait: number;
  /** Told of each wait for the quota, in milliseconds. */
  readonly onQuotaWait: ((ms: number) => void) | undefined;
  /** Reads the body of a success instead of `JSON.parse`; throws where it is no JSON. */
  readonly parseBody?: ((text: string) => unknown) | undefined;
  readonly call: CallState;
}

/** What the attempts of one call have in common. */
export interface CallState {
  readonly clientRequestId: string;
  readonly attempts: FailedAttempt[];
  /** The token of the last attempt, to explain a 403. */
  token: string | undefined;
  /** Whether the attempt reached the network, and so may count against the quota of the service. */
  sent: boolean;
}

/** A success: an answer whose body is JSON. Anything else is thrown. */
export interface PipelineResponse {
  readonly status: number;
  readonly headers: Headers;
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
