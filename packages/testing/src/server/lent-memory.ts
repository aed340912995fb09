/** So many pieces are kept for the next answers, and none that is larger than this. */
const MOST = 16;
const LARGEST = 2 ** 20;

const free: Buffer[] = [];

/** A copy of bytes that are about to be overwritten, in memory that is used again: fresh memory costs more than the copy. */
export interface LentMemory {
  readonly bytes: Uint8Array;
  /** To be called when nobody reads the copy any more; where it is not, the memory is not used again. */
  readonly giveBack: () => void;
}

/** Copies bytes. */
export function copyToLent(bytes: Uint8Array): LentMemory {
  const last = free.pop();
  const memory = last === undefined || last.length < bytes.length ? Buffer.allocUnsafeSlow(bytes.length) : last;
  memory.set(bytes);
  return {
    bytes: memory.subarray(0, bytes.length),
    giveBack() {
      if (free.length < MOST && memory.length <= LARGEST) free.push(memory);
    },
  };
}
