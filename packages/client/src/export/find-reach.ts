import type { FilterNode } from '@defender-odata/query-builder';
import { createdAt, type DatedCollection } from './created-at.ts';
import type { FetchPage } from './fetch-page.ts';
import { filterOf } from './fetch-slice.ts';
import { QUIET, type Slice } from './slice.ts';

/** How far the rows of a slice with an open end reach, as far as a few calls have shown. */
export interface Reach {
  /** From where it was looked for: the end of the slice that is known. */
  readonly edge: bigint;
  /** The farthest row that was seen. */
  readonly seen: bigint;
  /** Where there was no row any more. */
  readonly empty: bigint;
}

/**
 * Looks for the end of a slice that has none, by calls that ask for one row: four times as far each time, and then half-way, until it is
 * known well enough for an estimate. That is about log₄ of the slices, and some more as the reading comes nearer.
 *
 * @param slice - Its end that is known is where the reading goes on; the other one is open.
 * @param width - How wide a slice is that comes back nearly full, in ticks.
 * @param earlier - What was found out before; no call is made where that is good enough.
 */
export async function findReach(
  collection: DatedCollection,
  fetchPage: FetchPage,
  filter: FilterNode | undefined,
  { part, from, to }: Slice,
  width: bigint,
  earlier?: Reach,
): Promise<Reach> {
  const [edge, sign, limit] = to === undefined ? [from ?? QUIET.from, 1n, QUIET.to] : [to, -1n, QUIET.from];
  const distanceTo = (at: bigint): bigint => (at - edge) * sign;
  const room = distanceTo(limit);
  let seen = earlier ? distanceTo(earlier.seen) : 0n;
  if (seen < 0n) seen = 0n;
  let empty = earlier && distanceTo(earlier.empty);
  while (empty === undefined || (empty - seen > 10n * width && 2n * empty > 3n * seen)) {
    const distance: bigint = empty === undefined ? 4n * (seen > width ? seen : width) : (seen + empty) / 2n;
    if (distance >= room) {
      empty = room > seen ? room : seen;
      continue;
    }
    const at = edge + sign * distance;
    const beyond: Slice = { part, from: sign > 0n ? at : undefined, to: sign > 0n ? undefined : at };
    const [row] = (await fetchPage({ $filter: filterOf(collection, filter, beyond), $top: 1 })).value;
    if (row) seen = distanceTo(createdAt(collection, row, beyond));
    else empty = distance;
  }
  return { edge, seen: edge + sign * seen, empty: edge + sign * empty };
}
