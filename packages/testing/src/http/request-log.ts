import type { FilterNode } from '@defender-odata/query-builder';
import type { OperationId } from '@defender-odata/client';

/** How many requests are kept: enough for any test, little enough for a process that runs for days. */
const KEPT = 10_000;

/** What the emulator was asked. */
export interface RecordedRequest {
  readonly method: string;
  /** The URL as it was called. */
  readonly url: string;
  /** The headers, names in lower case; of `authorization` only the scheme is kept. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; absent where there was none. */
  readonly body?: string;
  /** When, on the emulator's clock, in milliseconds. */
  readonly at: number;
  /** The operation; absent where the path has none. */
  readonly operationId?: OperationId;
  /** The collection that it belongs to, as in `emulator.machines`; absent where it belongs to none. */
  readonly collection?: string;
  /** The parameters of the path, decoded; absent where it has none. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The query options of a list that was understood, decoded. */
  readonly params?: {
    readonly $filter?: string;
    readonly $top?: number;
    readonly $skip?: number;
    readonly $orderby?: string;
    readonly $count?: true;
    readonly $select?: string;
  };
  /** The filter of a list that was understood, as a tree. */
  readonly filter?: FilterNode;
  /** The answer's status; absent while it is under way and where the connection broke. */
  readonly status?: number;
  /** What no program may do: `TokenSentElsewhere`, a token of the service was sent to the host of a link. Absent where it did nothing of the kind. */
  readonly violation?: 'TokenSentElsewhere';
}

/** A request while it is being answered: the answer's parts are filled in as they become known. */
export type OpenRequest = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** The latest requests, oldest first. */
export interface RequestLog {
  add(request: OpenRequest): void;
  list(): readonly RecordedRequest[];
  /** Keeps a request as one that no program may make, however many come after it. */
  report(request: OpenRequest): void;
  violations(): readonly RecordedRequest[];
  clear(): void;
}

/** Makes an empty log. */
export function createRequestLog(): RequestLog {
  let requests: OpenRequest[] = [];
  let violations: OpenRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      // Cut in large steps, so that a full log does not shift at every request.
      if (requests.length > 2 * KEPT) requests = requests.slice(-KEPT);
    },
    list: () => requests.slice(-KEPT),
    report(request) {
      violations.push(request);
    },
    violations: () => [...violations],
    clear() {
      requests = [];
      violations = [];
    },
  };
}
