import type { Transport } from '../generated/runtime.ts';
import type { InternalCallOptions } from './call-options.ts';
import { encodeQuery } from './encode-query.ts';
import { ofCall } from '../errors/call-error.ts';
import type { PipelineRequest, PipelineResponse, SendRequest } from './policy.ts';

/**
 * What the generated operations send their requests through.
 *
 * @param send - The policies and, behind them, the network.
 */
export function createTransport(endpoint: string, send: SendRequest): Transport<InternalCallOptions> {
  const nextId = createIds();
  return (operation, options) => {
    const request: PipelineRequest = {
      ...noOptions,
      ...options,
      operation,
      url: endpoint + operation.path + encodeQuery(operation.query),
      names: { operationId: operation.operationId, clientRequestId: nextId() },
      call: { attempts: [], token: undefined, sent: 0, waitedMs: 0 },
    };
    return send(request).then(bodyOf, (error: unknown) => {
      throw ofCall(request, error);
    });
  };
}

/** Options that a caller leaves out are the request's own all the same: it would inherit them where `Object.prototype` is polluted. */
const noOptions: Required<InternalCallOptions> = {
  abortSignal: undefined,
  priority: undefined,
  maxWait: undefined,
  onQuotaWait: undefined,
};

const bodyOf = ({ body }: PipelineResponse) => body;

/** The last twelve digits of the first id of a client. */
const FIRST = 100_000_000_000;

/** GUIDs whose beginning is the client's own, and random; the last twelve digits count its calls: a new GUID for each would cost more. */
function createIds(): () => string {
  const beginning = crypto.randomUUID().slice(0, 24);
  let next = FIRST;
  return () => beginning + next++;
}
