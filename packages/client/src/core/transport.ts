import { operations } from '../generated/operations.gen.ts';
import type { OperationRequest, Transport } from '../generated/runtime.ts';
import { throwIfAborted } from './abort.ts';
import type { CallOptions } from './call-options.ts';
import { encodeQuery } from './encode-query.ts';
import type { OperationDescription, SendRequest } from './policy.ts';

const descriptions = Object.fromEntries(
  Object.entries(operations).map(([name, operation]): [string, OperationDescription] => [
    name,
    // Only a collection can be filtered.
    { ...operation, collection: (operation.queryOptions as readonly string[]).includes('$filter') },
  ]),
);

/** The URL of a request. */
export const urlOf = (endpoint: string, { path, query }: OperationRequest): string =>
  endpoint + path + encodeQuery(query);

/**
 * What the generated operations send their requests through.
 *
 * @param send - The policies and, behind them, the network.
 */
export const createTransport =
  (endpoint: string, userAgent: string, send: SendRequest): Transport<CallOptions> =>
  async (operation, { abortSignal, priority = 'normal', maxWait = Infinity, onQuotaWait, parseBody } = {}) => {
    throwIfAborted(abortSignal);
    const description = descriptions[operation.operationId];
    if (!description) throw new TypeError(`There is no operation ${operation.operationId}.`);
    const clientRequestId = crypto.randomUUID();
    const { body } = await send({
      operation,
      description,
      url: urlOf(endpoint, operation),
      headers: { accept: 'application/json', 'user-agent': userAgent, 'x-ms-client-request-id': clientRequestId },
      abortSignal,
      priority,
      maxWait,
      onQuotaWait,
      parseBody,
      call: { clientRequestId, attempts: [], token: undefined, sent: false },
    });
    return body;
  };
