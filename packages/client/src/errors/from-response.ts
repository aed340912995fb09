import type { PipelineRequest } from '../core/policy.ts';
import { redactTokens } from '../core/redact.ts';
import { DefenderError, type ErrorCode } from './defender-error.ts';
import { explainForbidden } from './explain-forbidden.ts';

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  408: 'ServerError',
  429: 'Throttled',
};

/** What a repeated call may not meet again; other 5xx (501, 505) stay as they are. */
const transientStatuses = [408, 429, 500, 502, 503, 504];

const codeOf = (status: number): ErrorCode =>
  codes[status] ??
  (status >= 500 ? 'ServerError' : status >= 300 && status < 400 ? 'RedirectRefused' : 'UnexpectedStatus');

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Reads either of the service's two error shapes; anything else (HTML of a proxy, an empty body) gives nothing. */
function readBody(text: string): { readonly code?: unknown; readonly message?: unknown; readonly target?: unknown } {
  try {
    return (JSON.parse(text) as { error?: object } | null)?.error ?? {};
  } catch {
    return {};
  }
}

/**
 * The error of an answer that is no success.
 *
 * @param text - The body as it came.
 */
export function errorFromResponse(request: PipelineRequest, response: Response, text: string): DefenderError {
  // A browser hides the status of a redirect that is not followed.
  const status = response.type === 'opaqueredirect' ? 302 : response.status;
  const code = codeOf(status);
  const { code: serviceCode, message, target } = readBody(text);
  const { operation, description, call } = request;
  const said = textOf(message);
  const words = [`${operation.operationId}: ${status} ${textOf(serviceCode) ?? code}`];
  if (said) words.push(redactTokens(said));
  else if (code !== 'RedirectRefused')
    words.push(`the answer (${response.headers.get('content-type') ?? 'no content type'}) does not say why`);
  if (code === 'RedirectRefused')
    words.push(`redirects are not followed, because the token would go with them; check the endpoint`);
  if (code === 'Forbidden') words.push(explainForbidden(description, call.token));
  const requestId = textOf(target);
  if (requestId) words.push(`request id ${requestId}`);
  return new DefenderError(code, words.join('; '), {
    statusCode: status,
    serviceCode: textOf(serviceCode),
    requestId,
    clientRequestId: call.clientRequestId,
    operationId: operation.operationId,
    headers: response.headers,
    transient: transientStatuses.includes(status),
  });
}

/** The error of a success that is none: no JSON, or not the JSON that the operation answers with. */
export function protocolError(
  request: PipelineRequest,
  status: number,
  text: string,
  problem: string,
  transient = false,
): DefenderError {
  const { operation, call } = request;
  const start = redactTokens(text.slice(0, 200));
  return new DefenderError(
    'ProtocolError',
    `${operation.operationId}: ${status} with ${problem}: ${start || '(empty)'}`,
    {
      statusCode: status,
      clientRequestId: call.clientRequestId,
      operationId: operation.operationId,
      transient,
    },
  );
}
