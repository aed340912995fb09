import leven from 'leven';

/** Enough of a name to tell it from others; a caller may send any length. */
const LONGEST = 100;

/**
 * The candidate that is most like a name, for "did you mean".
 *
 * @param name What was written; only its first 100 characters count.
 * @param candidates What could have been meant; the first of equals wins.
 * @returns The nearest candidate, or undefined where there is none at all.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.slice(0, LONGEST).toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = leven(wanted, candidate.slice(0, LONGEST).toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
