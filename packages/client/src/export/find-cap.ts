import { showsMore } from '../paging/shows-more.ts';
import type { FetchPage } from './fetch-slice.ts';

/** Behind every row. */
const FAR = 2_147_483_647;

/** A row that arrives between two calls looks like a cap once, but not so often. */
const ROUNDS = 3;

/**
 * Asks for one row more than came at once so far: whoever gives that has cut nothing off. Without a filter, and so no row leaves the set
 * meanwhile. A set that has not so many rows ends behind those that come.
 *
 * @param most - The most rows of a short answer, from 1.
 * @param whole - The keys of the whole set, where it came in one short answer.
 * @returns The most rows that the service gives at once, if that is not more; undefined if it is, or if nothing can be known because the
 *   service ignores `$skip`.
 */
export async function findCap(
  fetchPage: FetchPage,
  most: number,
  whole?: readonly string[],
): Promise<number | undefined> {
  let keys = whole;
  let cap: number | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    keys ??= await keysOf(fetchPage, most + 1);
    cap = keys.length;
    if (!cap || cap > most) return undefined;
    const behind = await keysOf(fetchPage, 1, cap);
    const [first] = keys;
    const isMore =
      showsMore(behind, new Set(keys), first) || (behind.length === 1 && !(await keysOf(fetchPage, 1, FAR)).length);
    if (!isMore) return undefined;
    keys = undefined;
  }
  return cap;
}

const keysOf = async (fetchPage: FetchPage, $top: number, $skip?: number): Promise<readonly string[]> =>
  (await fetchPage({ $top, $skip })).value.map(({ id }) => id);
