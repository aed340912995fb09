import type { ServerResponse } from 'node:http';
import { bytesOf, type Answer } from '../../http/answer.ts';

/**
 * Writes an answer to a response of `node:http`.
 *
 * @param answer What to write; a broken connection is cut, and the second half of a slow body waits for its time.
 * @param response Where to.
 * @param method The request's method: HEAD gets no body.
 * @param signal Gives what ends the wait when the caller goes away.
 * @throws The signal's reason where the caller goes away meanwhile.
 */
export async function writeAnswer(
  answer: Answer,
  response: ServerResponse,
  method: string,
  signal: () => AbortSignal,
): Promise<void> {
  if (answer.broken === true) {
    response.destroy();
    return;
  }
  const { status, headers, pause } = answer;
  const bytes = bytesOf(answer);
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': bytes.length });
  if (method === 'HEAD') {
    response.end();
    return;
  }
  if (pause !== undefined) {
    response.write(bytes.subarray(0, bytes.length >>> 1));
    await pause(signal());
    response.end(bytes.subarray(bytes.length >>> 1));
    return;
  }
  response.end(bytes);
}
