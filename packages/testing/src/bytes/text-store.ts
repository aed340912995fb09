import { BYTES_PER_UNIT, type ByteWriter } from './byte-writer.ts';

const SMALLEST_PIECE = 2 ** 16;
const LARGEST_PIECE = 2 ** 24;
/** A place is the number of its piece times this, and where it is in there. */
const STRIDE = 2 ** 32;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Texts as UTF-8, one behind the other in large pieces of memory: the collector of garbage need not look at each. */
export interface TextStore {
  /** How many bytes there are. */
  readonly byteLength: number;
  /** Adds a text, and gives its number. */
  add(text: string): number;
  textOf(number: number): string;
  /** Writes a text's bytes. */
  write(number: number, to: ByteWriter): void;
}

/** Makes an empty store. */
export function createTextStore(): TextStore {
  const pieces: Uint8Array[] = [];
  const places: number[] = [];
  const lengths: number[] = [];
  let piece = new Uint8Array(0);
  let used = 0;
  let byteLength = 0;

  const locate = (number: number) => {
    const place = places[number] ?? 0;
    const index = Math.floor(place / STRIDE);
    return { source: pieces[index] ?? piece, start: place - index * STRIDE, length: lengths[number] ?? 0 };
  };

  return {
    get byteLength() {
      return byteLength;
    },
    add(text) {
      const needed = text.length * BYTES_PER_UNIT;
      if (piece.length - used < needed) {
        piece = new Uint8Array(Math.max(needed, SMALLEST_PIECE, Math.min(2 * piece.length, LARGEST_PIECE)));
        pieces.push(piece);
        used = 0;
      }
      const { written } = encoder.encodeInto(text, piece.subarray(used));
      places.push((pieces.length - 1) * STRIDE + used);
      used += written;
      byteLength += written;
      return lengths.push(written) - 1;
    },
    textOf(number) {
      const { source, start, length } = locate(number);
      return decoder.decode(source.subarray(start, start + length));
    },
    write(number, to) {
      const { source, start, length } = locate(number);
      to.copy(source, start, start + length);
    },
  };
}
