/** Roots of primes, as FIPS 180-4 has them: 32 bits of the fractions, in whole numbers, so that no engine rounds differently. */
function fractions(count: number, power: 2 | 3): Uint32Array {
  const found = new Uint32Array(count);
  let size = 0;
  for (let prime = 2n; size < count; prime++) {
    let isPrime = true;
    for (let divisor = 2n; divisor * divisor <= prime; divisor++) if (prime % divisor === 0n) isPrime = false;
    if (isPrime) found[size++] = Number(BigInt.asUintN(32, root(prime << BigInt(32 * power), BigInt(power))));
  }
  return found;
}

/** The whole part of a root. */
function root(value: bigint, power: bigint): bigint {
  let low = 0n;
  for (let high = 1n << 44n; low < high;) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** A hash that is fed part by part. */
export interface Hash {
  update(chunk: Uint8Array): void;
  /** In hexadecimal digits. Nothing can be added afterwards. */
  digest(): string;
}

/**
 * SHA-256 (FIPS 180-4) of bytes that come part by part: `crypto.subtle` takes them only all at once, and a package can be larger than memory.
 * `node:crypto` has it, and is in no browser.
 */
export function createSha256(): Hash {
  const constants = fractions(64, 3);
  const state = fractions(8, 2);
  const words = new Uint32Array(64);
  const block = new Uint8Array(64);
  const view = new DataView(block.buffer);
  let filled = 0;
  let length = 0;

  function compress(): void {
    for (let index = 0; index < 16; index++) words[index] = view.getUint32(index * 4);
    for (let index = 16; index < 64; index++) {
      const early = at(words, index - 15);
      const late = at(words, index - 2);
      const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
      const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
      words[index] = at(words, index - 16) + small + at(words, index - 7) + large;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let index = 0; index < 64; index++) {
      const chosen = (e & f) ^ (~e & g);
      const turned = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const first = (h + turned + chosen + at(constants, index) + at(words, index)) | 0;
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + value;
    filled = 0;
  }

  return {
    update(chunk) {
      length += chunk.length;
      for (let from = 0; from < chunk.length;) {
        const taken = Math.min(64 - filled, chunk.length - from);
        block.set(chunk.subarray(from, from + taken), filled);
        from += taken;
        filled += taken;
        if (filled === 64) compress();
      }
    },
    digest() {
      const bits = BigInt(length) * 8n;
      block[filled++] = 0x80;
      if (filled > 56) {
        block.fill(0, filled);
        compress();
      }
      block.fill(0, filled);
      view.setBigUint64(56, bits);
      compress();
      return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
    },
  };
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** A word that is there: the compiler cannot know. */
const at = (list: Uint32Array, index: number): number => list[index] ?? 0;
