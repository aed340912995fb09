/** A stream of numbers that look random and are the same on every run. */
export interface Random {
  /** The next whole number, 0 to 4,294,967,295. */
  uint32(): number;
  /** The next whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** One of the choices. */
  pick<T>(choices: readonly [T, ...T[]]): T;
}

/** Spreads a number over 32 bits, so that neighbouring seeds give unlike streams (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The stream of correlation IDs. */
export const TARGETS_STREAM = -2;

/**
 * Makes a stream from a seed (the generator is mulberry32: 32 bits of state, plenty for test data).
 *
 * @param seed Any safe integer.
 * @param stream Which of the seed's streams: row 5 of seed 1 is the same whatever came before it.
 */
export function createRandom(seed: number, stream = 0): Random {
  let state = mix(mix(seed) ^ mix(Math.floor(seed / 0x1_0000_0000) ^ 0x5bd1e995) ^ mix(stream ^ 0x9e3779b9));
  const uint32 = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((uint32() / 0x1_0000_0000) * limit);
  return {
    uint32,
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
  };
}
