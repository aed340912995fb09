import type { Transport } from '../generated/runtime.ts';
import type { CallOptions } from './call-options.ts';
import { encodeQuery } from './encode-query.ts';
import type { PipelineResponse, SendRequest } from './policy.ts';

/**
 * What the generated operations send their requests through.
 *
 * @param send - The policies and, behind them, the network.
 */
export function createTransport(endpoint: string, send: SendRequest): Transport<CallOptions> {
  const nextId = createIds();
  return (operation, options) =>
    send({
      ...options,
      operation,
      url: endpoint + operation.path + encodeQuery(operation.query),
      names: { operationId: operation.operationId, clientRequestId: nextId() },
      call: { attempts: [], token: undefined, sent: false },
    }).then(bodyOf);
}

const bodyOf = ({ body }: PipelineResponse) => body;

/** GUIDs of which each client has its own, random beginning; the last twelve digits count its calls, as a new GUID for each would cost more. */
function createIds(): () => string {
  const beginning = crypto.randomUUID().slice(0, 24);
  let calls = 0;
  return () => beginning + (++calls).toString(16).padStart(12, '0');
}
