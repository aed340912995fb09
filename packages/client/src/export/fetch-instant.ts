import { DefenderError } from '../errors/defender-error.ts';
import type { AnyRow } from '../collections/page.ts';
import { createdAt, type DatedCollection } from './created-at.ts';
import type { FetchPage } from './fetch-page.ts';
import type { Slice } from './slice.ts';

/** After so many readings of one instant that do not agree, the service is taken not to come to rest. */
const MOST_READINGS = 50;

/** So many readings in a row without a new row are enough where no two of them agree. */
const QUIET_READINGS = 10;

/** After so many pages in a row without a single row that is new to the reading, the service is taken to ignore `$skip`. */
const MOST_BARREN_PAGES = 10;

/**
 * Reads what cannot be sliced any further, by `$skip`. The service promises no order, and under a filter on something that changes
 * rows leave and let others move up: a reading may miss a row and repeat another. It is done again until two in a row agree, row for
 * row, and no row stands in one twice: then nothing has left while the first went on, and it has counted as many as there were.
 * Where the order changes at every call two hardly ever agree; but such a reading misses a row with a probability of 1/e at
 * most, and so ten in a row that give nothing new leave out one row of twenty thousand.
 *
 * @param slice - One instant.
 */
export async function fetchInstant(
  collection: DatedCollection,
  fetchPage: FetchPage,
  $filter: string | undefined,
  slice: Slice,
  $top: number,
): Promise<readonly AnyRow[]> {
  const known = new Map<string, AnyRow>();
  let earlier = new Set<string>();
  let quiet = 0;
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const before = known.size;
    const seen = new Set<string>();
    let counted = 0;
    let barren = 0;
    for (;;) {
      const { value, '@odata.nextLink': nextLink } = await fetchPage({ $filter, $top, $skip: counted || undefined });
      const seenBefore = seen.size;
      for (const row of value) {
        createdAt(collection, row, slice);
        const key = collection.keyOf(row);
        seen.add(key);
        known.set(key, row);
      }
      counted += value.length;
      // A page that is shorter than asked for may be as much as the service gives at once: one reading goes on to an empty page.
      if (!value.length || (!reading && value.length < $top && !nextLink)) break;
      barren = seen.size > seenBefore ? 0 : barren + 1;
      if (barren >= MOST_BARREN_PAGES) throw stuck(`${barren} pages`);
    }
    quiet = known.size > before ? 0 : quiet + 1;
    const agrees = seen.size === counted && earlier.size === counted && [...seen].every((id) => earlier.has(id));
    if (agrees || (quiet >= QUIET_READINGS && known.size >= counted)) return [...known.values()];
    earlier = seen;
  }
  throw stuck(`${MOST_READINGS} readings`);
}

const stuck = (what: string) =>
  new DefenderError('PagingLoop', `${what} of one instant have not given all of its rows; the export is not complete.`);
