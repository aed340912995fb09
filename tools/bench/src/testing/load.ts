import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A caller that keeps its connection, and asks for little more of the machine than the bytes take. */
export interface Caller {
  /** Asks for a path, and waits until the last byte of its answer is there. */
  ask(path: string): Promise<void>;
  close(): void;
}

const END_OF_HEAD = '\r\n\r\n';

/** How long an answer is, head and body. */
function lengthOf(head: Buffer): number {
  const end = head.indexOf(END_OF_HEAD);
  const text = head.toString('latin1', 0, end);
  const body = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
  if (end === -1 || !text.startsWith('HTTP/1.1 200') || body === undefined) {
    throw new Error(`The server answered ${JSON.stringify(text.slice(0, 200))}.`);
  }
  return end + END_OF_HEAD.length + Number(body);
}

/**
 * Connects to a server. The head of an answer is read from its first packet, and the rest is counted: a client of HTTP would take
 * longer than the server that is measured.
 */
export async function connectTo({ hostname, port, host }: URL): Promise<Caller> {
  const socket: Socket = connect(Number(port), hostname);
  socket.setNoDelay();
  await once(socket, 'connect');
  let left = 0;
  let settle: ((error?: Error) => void) | undefined;
  socket.on('data', (chunk: Buffer) => {
    try {
      left = (left === 0 ? lengthOf(chunk) : left) - chunk.length;
    } catch (error) {
      settle?.(error as Error);
    }
    if (left === 0) settle?.();
  });
  socket.on('error', (error) => settle?.(error));
  return {
    ask: (path) =>
      new Promise((resolve, reject) => {
        settle = (error) => {
          if (error === undefined) resolve();
          else reject(error);
        };
        socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: */*\r\n\r\n`);
      }),
    close: () => socket.destroy(),
  };
}

/**
 * Asks for paths over several connections at once.
 *
 * @returns How many answers came in a second.
 */
export async function rateOf(callers: readonly Caller[], calls: number, pathOf: () => string): Promise<number> {
  const begin = performance.now();
  let left = calls;
  const call = async (caller: Caller): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await caller.ask(pathOf());
    }
  };
  await Promise.all(callers.map(call));
  return (calls * 1000) / (performance.now() - begin);
}
