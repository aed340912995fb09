import { showsMore } from '../collections/shows-more.ts';
import type { PageQuery } from '../collections/page.ts';

/** Behind every row. */
const FAR = 2_147_483_647;

/** A row that arrives between two calls looks like a cap once, but not so often. */
const ROUNDS = 3;

/**
 * Asks for one row more than came at once so far: whoever gives that has cut nothing off. Without a filter, and so no row leaves the set
 * meanwhile. A set that has not so many rows ends behind those that come.
 *
 * @param keysOf - One call; the keys that came.
 * @param most - The most rows of a short answer, from 1.
 * @param whole - The keys of the whole set, where it came in one short answer.
 * @returns The most rows that the service gives at once, if that is not more; undefined if it is, or if nothing can be known because the
 *   service ignores `$skip`.
 */
export async function findCap(
  keysOf: (query: PageQuery) => Promise<readonly string[]>,
  most: number,
  whole?: readonly string[],
): Promise<number | undefined> {
  let keys = whole;
  let cap: number | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    keys ??= await keysOf({ $top: most + 1 });
    cap = keys.length;
    if (!cap || cap > most) return undefined;
    const behind = await keysOf({ $top: 1, $skip: cap });
    const [first] = keys;
    const isMore =
      showsMore(behind, new Set(keys), first) ||
      (behind.length === 1 && !(await keysOf({ $top: 1, $skip: FAR })).length);
    if (!isMore) return undefined;
    keys = undefined;
  }
  return cap;
}
