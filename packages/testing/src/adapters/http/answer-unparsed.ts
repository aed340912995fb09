import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { bytesOf, textAnswer, type Answer, type ServiceRequest } from '../../http/answer.ts';
import { plainError } from '../../http/error-answers.ts';

/** Answers a request of a target: a path, or a whole URL. */
type Ask = (target: string, request: Omit<ServiceRequest, 'url'>) => Promise<Answer>;

interface ParseError extends Error {
  readonly code?: string;
  /** What could not be parsed. */
  readonly rawPacket?: Buffer;
}

const STATUSES: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** The line and the headers of a request whose method the parser does not know; undefined for what is none. */
function readHead(packet: Buffer | undefined) {
  const [line = '', ...fields] = (packet?.toString('latin1') ?? '').split('\r\n\r\n')[0]?.split('\r\n') ?? [];
  const [, method, target] = /^([\w!#$%&'*+.^`|~-]+) (\S+) HTTP\/1\.[01]$/.exec(line) ?? [];
  if (method === undefined || target === undefined) return undefined;
  const headers = fields.flatMap((field) => {
    const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(field) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), value ?? '']];
  });
  return { method, target, headers: Object.fromEntries(headers) as Record<string, string> };
}

function write(socket: Duplex, answer: Answer): void {
  const bytes = bytesOf(answer);
  const headers = { ...answer.headers, 'content-length': String(bytes.length), connection: 'close' };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status } = answer;
  socket.write(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${head.join('')}\r\n`);
  socket.end(bytes);
}

async function send(socket: Duplex, asked: Answer | Promise<Answer>): Promise<void> {
  try {
    const answered = await asked;
    if (answered.broken === true) socket.destroy();
    else write(socket, answered);
  } catch {
    socket.destroy();
  }
}

/**
 * Answers what Node's parser hands to no listener: methods that it does not know, which are 405 like any other that is not allowed,
 * `CONNECT`, and what is no HTTP at all.
 */
export function answerUnparsed(server: Server, ask: Ask): void {
  server.on('clientError', (error: ParseError, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const head = error.code === 'HPE_INVALID_METHOD' ? readHead(error.rawPacket) : undefined;
    const status = STATUSES[error.code ?? ''] ?? 400;
    void send(socket, head === undefined ? textAnswer(status, {}, '') : ask(head.target, head));
  });
  server.on('connect', (_, socket: Duplex) => {
    const message = 'The emulator is no proxy: call it by its own URL.';
    void send(socket, plainError(501, 'NotImplemented', message, ''));
  });
}
