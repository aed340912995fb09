import { DefenderError } from '../errors/defender-error.ts';

/** Where bytes are written to: a stream of the platform, or an object that takes one part after the other. */
export type Sink = WritableStream<Uint8Array> | { write(chunk: Uint8Array): unknown };

/** A sink that tells its failures as the client's errors. */
export interface Writer {
  write(chunk: Uint8Array): Promise<void>;
  /** Everything is written: a stream is closed. */
  close(): Promise<void>;
  /** Nothing more will come: a stream is aborted, with the reason. */
  abort(reason: unknown): Promise<void>;
}

/** @throws {@link DefenderError} `InvalidArgument` for what cannot be written to. */
export function writerOf(what: string, sink: Sink): Writer {
  const given = Object(sink) as Partial<WritableStream<Uint8Array>> & {
    readonly write?: unknown;
    readonly once?: unknown;
  };
  if (typeof given.getWriter === 'function') {
    if (given.locked)
      throw new DefenderError('InvalidArgument', `${what}: the stream is locked, for something else writes to it.`);
    const writer = given.getWriter();
    return {
      write: (chunk) => told(what, () => writer.write(chunk)),
      close: () => told(what, () => writer.close()),
      abort: (reason) => writer.abort(reason).catch(() => {}),
    };
  }
  // It neither says when it is ready nor fails where it is called: what it does would be lost.
  if (typeof given.once === 'function')
    throw new DefenderError(
      'InvalidArgument',
      `${what} takes a stream of the platform, not one of Node: pass Writable.toWeb(stream).`,
    );
  if (typeof given.write !== 'function')
    throw new DefenderError('InvalidArgument', `${what} takes a WritableStream, or an object with write(chunk).`);
  const { write } = given as { write(chunk: Uint8Array): unknown };
  return {
    write: (chunk) => told(what, async () => write.call(sink, chunk)),
    close: async () => {},
    abort: async () => {},
  };
}

async function told(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new DefenderError('SinkFailed', `${what}: what the bytes are written to has failed.`, { cause });
  }
}
