import type { Slice } from './slice.ts';

/**
 * A slice whose answer was shorter than asked for, linked to nothing, and was handed on as the whole of it. That is what the service says,
 * unless it gives no more rows than these at once.
 */
export interface Claim {
  readonly slice: Slice;
  /** How many rows came. */
  readonly count: number;
  /** Their keys, to hand on only what is new if the claim fails; undefined where another process has handed them on. */
  readonly ids?: ReadonlySet<string>;
}

/**
 * The claims that are not proven yet. An answer with more rows, asked for later, proves a claim: the service does give more at once. So
 * there are few at any time, those of the largest slices of late, and calls to prove them are rare.
 */
export interface Claims {
  readonly open: readonly Claim[];
  add(claim: Claim): void;
  remove(claim: Claim): void;
  /** What a call returns once it is answered, with its number of rows, settles the claims that are older than the call. */
  ask(): (count: number) => void;
}

export function createClaims(restored: readonly Claim[]): Claims {
  let open = [...restored];
  return {
    get open() {
      return open;
    },
    add(claim) {
      open.push(claim);
    },
    remove(claim) {
      open = open.filter((other) => other !== claim);
    },
    ask() {
      const older = new Set(open);
      return (count) => {
        open = open.filter((claim) => claim.count >= count || !older.has(claim));
      };
    },
  };
}
