import type { IncomingMessage } from 'node:http';

/** How many bytes of a body are read; what the service's operations take is far smaller. */
export const LONGEST_BODY = 4 * 2 ** 20;

/**
 * Reads a body as text, so that the connection can go on.
 *
 * @returns The text, `''` for none; undefined where it is too long.
 * @throws The stream's error where the caller goes away meanwhile.
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // What is too long is read to its end all the same, and not kept.
    if (length <= LONGEST_BODY) chunks.push(chunk);
  }
  return length > LONGEST_BODY ? undefined : Buffer.concat(chunks).toString();
}
