import type { RateLimit } from '../quota/quota-store.ts';

/** What an operation answers a success with. */
export type AnswerKind =
  /** An object whose `value` is a list of entities. */
  | 'collection'
  /** One entity. */
  | 'entity'
  /** An object whose `value` is no entity, such as a link. */
  | 'value'
  /** No body; one that comes is not read. */
  | 'nothing';

/** What the spec says of an operation: a row of the generated table. */
export interface OperationDescription {
  readonly method: string;
  /** The path as the spec writes it, with its parameters in braces. */
  readonly path: string;
  readonly queryOptions: readonly string[];
  readonly permissions: {
    readonly application: readonly string[];
    readonly delegated: readonly string[];
    /** The role that a user needs, where one is needed. */
    readonly role?: string;
  };
  readonly rateLimits: readonly RateLimit[];
  readonly answer: AnswerKind;
}

/** All that the pipeline knows of the service. */
export interface ServiceDescription {
  /** The hosts by name; the default one is `public`. */
  readonly clouds: Readonly<Record<string, string>>;
  /** What a token is asked for. */
  readonly scope: string;
  readonly operations: Readonly<Record<string, OperationDescription>>;
  /** What a token has to be for; the first is what its scope is made of. */
  readonly audiences: readonly string[];
}

/** One call of an operation: everything but host, headers and credentials. */
export interface OperationRequest {
  /** The operation's name in the spec. */
  readonly operationId: string;
  readonly method: string;
  /** The path, percent-encoded, starting with a slash and without a query. */
  readonly path: string;
  /** The query options by name, decoded; an option whose value is undefined is not sent. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  /** What is sent as JSON; undefined for no body. */
  readonly body?: unknown;
  /** Headers by name, beside those of the client, which none can replace; one whose value is undefined is not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Sends a request and returns the parsed body as it came; undefined where there is none.
 *
 * @throws {@link DefenderError}, in the promise, for whatever is no success.
 */
export type Transport<Options = unknown> = (request: OperationRequest, options?: Options) => Promise<unknown>;
