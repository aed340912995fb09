import type { IncomingMessage } from 'node:http';
import { textAnswer, type Answer } from '../service/answer.ts';

/**
 * What lets a page of any origin read an answer, `Retry-After` and all (Fetch, "CORS protocol"). The service sends no such headers, so the
 * other doors do not; but a page could not call a server of a test at all without them.
 */
export const ANY_ORIGIN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' } as const;

/**
 * Answers what a browser asks before a page's own request, with whatever the page is about to send.
 *
 * @returns The answer, or undefined where the request is no such question but the page's, or another client's, own.
 */
export function answerPreflight({ method, headers }: IncomingMessage): Answer | undefined {
  const asked = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || asked === undefined) return undefined;
  return textAnswer(
    204,
    {
      'access-control-allow-methods': asked,
      // A `*` would leave out `Authorization`.
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    },
    '',
  );
}
