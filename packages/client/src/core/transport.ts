import type { Transport } from '../generated/runtime.ts';
import { throwIfAborted } from './abort.ts';
import type { CallOptions } from './call-options.ts';
import { encodeQuery } from './encode-query.ts';
import type { SendRequest } from './policy.ts';

/**
 * What the generated operations send their requests through.
 *
 * @param send - The policies and, behind them, the network.
 */
export const createTransport =
  (endpoint: string, send: SendRequest): Transport<CallOptions> =>
  async (operation, options) => {
    throwIfAborted(options?.abortSignal);
    const { body } = await send({
      ...options,
      operation,
      url: endpoint + operation.path + encodeQuery(operation.query),
      call: { clientRequestId: crypto.randomUUID(), attempts: [], token: undefined, sent: false },
    });
    return body;
  };
