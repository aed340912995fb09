import leven from 'leven';

/** Enough of a name to tell it from others; a caller may send any length. */
const LONGEST = 100;

interface Found {
  readonly candidate: string;
  readonly edits: number;
}

function find(name: string, candidates: Iterable<string>): Found | undefined {
  const wanted = name.slice(0, LONGEST).toLowerCase();
  let best: Found | undefined;
  for (const candidate of candidates) {
    const edits = leven(wanted, candidate.slice(0, LONGEST).toLowerCase());
    if (best === undefined || edits < best.edits) best = { candidate, edits };
  }
  return best;
}

/**
 * The candidate that is most like a name, however little that is.
 *
 * @param name What was written; only its first 100 characters count.
 * @param candidates What there is; the first of equals wins.
 * @returns The nearest candidate, or undefined where there is none at all.
 */
export const nearest = (name: string, candidates: Iterable<string>): string | undefined =>
  find(name, candidates)?.candidate;

/** How much of a name may be wrong for it to be a slip of the pen: `prot` is one for `port`, `nope` is none. */
const SLIP = 0.4;

/**
 * What to say of a name that is not one of those that are: the one that was probably meant, or else all of them.
 *
 * @param name What was written.
 * @param allowed What could have been.
 * @returns A sentence: `Did you mean 'latency'?`, or `Allowed: rows, seed.`
 */
export function suggest(name: string, allowed: readonly string[]): string {
  const found = find(name, allowed);
  const isSlip = found !== undefined && found.edits <= Math.max(1, Math.round(name.length * SLIP));
  return isSlip ? `Did you mean '${found.candidate}'?` : `Allowed: ${allowed.join(', ')}.`;
}
