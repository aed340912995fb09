import type { PipelineRequest } from './policy.ts';
import { redactHeaders, redactTokens } from '../core/redact.ts';
import { callError } from './call-error.ts';
import { codeOfStatus } from './code-of-status.ts';
import type { DefenderError } from '../errors/defender-error.ts';
import { explainRefusal } from './explain-refusal.ts';

/** What a repeated call may not meet again; other 5xx (501, 505) stay as they are. */
const transientStatuses = [408, 429, 500, 502, 503, 504];

/** Where the correlation id stands, if the body has none (observed). */
const CORRELATION_ID = 'mise-correlation-id';

/** The windows of an operation, in words: each has its own. */
const windowsOf = ({ spec }: PipelineRequest): string =>
  spec.rateLimits.length
    ? `it takes ${spec.rateLimits.map(({ calls, seconds }) => `${calls} calls in ${seconds} s`).join(', ')}`
    : '';

/** An error is for people and for logs, and anybody may stand between the service and the client. */
const LONGEST = 1000;

/**
 * Reads code, message and request id of either of the service's error shapes; anything else (HTML of a proxy, an empty body) gives
 * nothing.
 */
function readBody(text: string, redact: (said: string) => string): (string | undefined)[] {
  try {
    const { code, message, target } = JSON.parse(text).error;
    return [code, message, target].map((value) => (typeof value === 'string' && value ? redact(value) : undefined));
  } catch {
    return [];
  }
}

/**
 * The error of an answer that is no success.
 *
 * @param audiences - What a token has to be for, to be accepted.
 * @param text - The body as it came.
 */
export function errorFromResponse(
  request: PipelineRequest,
  { type, status, headers }: Response,
  text: string,
  audiences: readonly string[],
): DefenderError {
  // A browser hides the status of a redirect that is not followed.
  const statusCode = type === 'opaqueredirect' ? 302 : status;
  const code = codeOfStatus(statusCode);
  // What was sent may come back in any of them.
  const redact = (said: string) => redactTokens(said, request.call.token).slice(0, LONGEST);
  const [serviceCode, message, target] = readBody(text, redact);
  const requestId = target ?? (redact(headers.get(CORRELATION_ID) ?? '') || undefined);
  const words = [
    // The code of a throttled call is its status again.
    `${statusCode} ${serviceCode === String(statusCode) ? code : (serviceCode ?? code)}`,
    code === 'RedirectRefused'
      ? 'redirects are not followed, because the token would go with them; check the endpoint'
      : (message ?? `the answer (${redact(headers.get('content-type') ?? 'no content type')}) does not say why`),
    ...(code === 'Forbidden' || code === 'Unauthorized' ? explainRefusal(request, statusCode, audiences, message) : []),
    code === 'Throttled' && windowsOf(request),
    requestId && `request id ${requestId}`,
  ];
  return callError(request, code, words.filter(Boolean).join('; '), {
    statusCode,
    serviceCode,
    requestId,
    headers: redactHeaders(headers, request.call.token),
    transient: transientStatuses.includes(statusCode),
  });
}
