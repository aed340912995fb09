import type { InternalCallOptions } from '../core/call-options.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { ofCall } from './call-error.ts';
import { encodeQuery } from './encode-query.ts';
import type { OperationRequest, ServiceDescription, Transport } from './operation.ts';
import type { PipelineRequest, PipelineResponse, SendRequest } from './policy.ts';

/**
 * What operations send their requests through.
 *
 * @param send - The policies and, behind them, the network.
 */
export function createTransport(
  operations: ServiceDescription['operations'],
  endpoint: string,
  send: SendRequest,
): Transport<InternalCallOptions> {
  const nextId = createIds();
  return async (asked, options) => {
    const operation = { query: undefined, body: undefined, headers: undefined, ...asked };
    const { operationId } = operation;
    const spec = Object.hasOwn(operations, operationId) ? operations[operationId] : undefined;
    if (!spec) throw new DefenderError('InvalidArgument', `There is no operation "${operationId}".`);
    for (const [name, value = ''] of Object.entries(operation.headers ?? {}))
      if (!/^[\x20-\x7e]*$/.test(value))
        throw new DefenderError(
          'InvalidArgument',
          `${operationId}: "${name}" must be printable ASCII text, as a header.`,
        );
    const request: PipelineRequest = {
      ...noOptions,
      ...options,
      spec,
      operation,
      body: writeBody(operation),
      url: endpoint + operation.path + encodeQuery(operation.query),
      names: { operationId, clientRequestId: nextId() },
      call: { attempts: [], token: undefined, sent: 0, mayHaveArrived: false, waitedMs: 0 },
    };
    return send(request).then(bodyOf, (error: unknown) => {
      request.onFailure?.(request.call.mayHaveArrived);
      throw ofCall(request, error);
    });
  };
}

/** What a caller leaves out is the request's own all the same: it would be inherited where `Object.prototype` is polluted. */
const noOptions: Required<InternalCallOptions> = {
  abortSignal: undefined,
  priority: undefined,
  maxWait: undefined,
  onQuotaWait: undefined,
  onSend: undefined,
  onDate: undefined,
  onFailure: undefined,
};

function writeBody({ operationId, body }: OperationRequest): string | undefined {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new DefenderError('InvalidArgument', `${operationId}: the body cannot be written as JSON.`, { cause });
  }
}

const bodyOf = ({ body }: PipelineResponse) => body;

/** The last twelve digits of the first id of a client. */
const FIRST = 100_000_000_000;

/** GUIDs whose beginning is the client's own, and random; the last twelve digits count its calls: a new GUID for each would cost more. */
function createIds(): () => string {
  // Not by `randomUUID`: pages over plain HTTP have none.
  const random = [...crypto.getRandomValues(new Uint8Array(9))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const beginning = random.replace(/^(.{8})(.{4})(.{3})(.{3})$/, '$1-$2-4$3-8$4-');
  let next = FIRST;
  return () => beginning + next++;
}
