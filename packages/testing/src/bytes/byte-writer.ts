/** A code unit of a text takes three bytes of UTF-8 at most. */
export const BYTES_PER_UNIT = 3;
/** More memory than this is not kept for the next ones. */
const MOST_KEPT = 2 ** 25;

const encoder = new TextEncoder();

/** Puts bytes together. */
export interface ByteWriter {
  /** Writes a text as UTF-8. */
  text(text: string): void;
  /** Copies a part of some memory; parts that follow each other there are copied in one go. */
  copy(source: Uint8Array, start: number, end: number): void;
  /** Takes the last byte back. */
  dropLast(): void;
  /** What was written. The next bytes are put into the same memory, so it must be used, or copied, at once. */
  finish(): Uint8Array<ArrayBuffer>;
}

/** Makes a writer that uses its memory again: fresh memory costs more than filling it. */
export function createByteWriter(): ByteWriter {
  let bytes = new Uint8Array(0);
  let length = 0;
  let source = bytes;
  let start = 0;
  let end = 0;

  function makeRoom(needed: number): void {
    if (bytes.length - length >= needed) return;
    const larger = new Uint8Array(Math.max(length + needed, 2 * bytes.length));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  }

  /** Copies what `copy` was told and has put off. */
  function flush(): void {
    const span = end - start;
    if (span === 0) return;
    makeRoom(span);
    bytes.set(source.subarray(start, end), length);
    length += span;
    start = end;
  }

  return {
    text(text) {
      flush();
      makeRoom(text.length * BYTES_PER_UNIT);
      length += encoder.encodeInto(text, bytes.subarray(length)).written;
    },
    copy(from, first, last) {
      if (from !== source || first !== end) {
        flush();
        source = from as Uint8Array<ArrayBuffer>;
        start = first;
      }
      end = last;
    },
    dropLast() {
      flush();
      length -= 1;
    },
    finish() {
      flush();
      const written = bytes.subarray(0, length);
      if (bytes.length > MOST_KEPT) bytes = new Uint8Array(0);
      length = 0;
      // Where nothing is put off, nothing is held on to.
      source = bytes;
      start = end = 0;
      return written;
    },
  };
}
