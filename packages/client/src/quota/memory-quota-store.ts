import type { QuotaStore, RateLimit } from './quota-store.ts';

interface Book {
  /** When each answer arrived, oldest first. */
  answered: number[];
  /** Places whose answer has not arrived. */
  readonly open: Set<number>;
  pausedUntil: number;
}

/**
 * When a place is free again: one millisecond after the window, so that two calls which a server puts on either edge of a
 * window are never both inside.
 */
const freeAt = (answered: number, { seconds }: RateLimit): number => answered + seconds * 1000 + 1;

/** The first index of a sorted list from which on the test fails. */
function firstFailing(sorted: readonly number[], test: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An exact sliding log in memory. A call takes its place when it is sent and keeps it until the window has passed since its
 * *answer*: the service counted it at some instant between the two, so no window of the service can hold more.
 */
export class MemoryQuotaStore implements QuotaStore {
  readonly #books = new Map<string, Book>();
  #lastPlace = 0;

  async take(key: string, limits: readonly RateLimit[], now: number): Promise<number | undefined> {
    const book = this.#book(key);
    if (earliest(book, limits, now, 1) > now) return undefined;
    book.open.add(++this.#lastPlace);
    return this.#lastPlace;
  }

  async settle(key: string, place: string | number, now: number): Promise<void> {
    const book = this.#book(key);
    if (book.open.delete(Number(place))) book.answered.push(Math.max(now, book.answered.at(-1) ?? now));
  }

  async release(key: string, place: string | number): Promise<void> {
    this.#book(key).open.delete(Number(place));
  }

  async pause(key: string, until: number): Promise<void> {
    const book = this.#book(key);
    book.pausedUntil = Math.max(book.pausedUntil, until);
  }

  async used(key: string, limits: readonly RateLimit[], now: number): Promise<readonly number[]> {
    const { answered, open } = this.#book(key);
    return limits.map(
      (limit) => open.size + answered.length - firstFailing(answered, (at) => freeAt(at, limit) <= now),
    );
  }

  async forecast(key: string, limits: readonly RateLimit[], now: number, places: number): Promise<number> {
    return earliest(this.#book(key), limits, now, places);
  }

  #book(key: string): Book {
    let book = this.#books.get(key);
    if (!book) this.#books.set(key, (book = { answered: [], open: new Set(), pausedUntil: 0 }));
    return book;
  }
}

function earliest(book: Book, limits: readonly RateLimit[], now: number, places: number): number {
  let at = Math.max(now, book.pausedUntil);
  let oldest = book.answered.length;
  for (const limit of limits) {
    const first = firstFailing(book.answered, (answered) => freeAt(answered, limit) <= now);
    oldest = Math.min(oldest, first);
    const missing = places - (limit.calls - book.open.size - (book.answered.length - first));
    if (missing > 0) {
      // The places become free one after the other, and then again a whole window later.
      const rounds = Math.floor((missing - 1) / limit.calls);
      const next = book.answered[first + ((missing - 1) % limit.calls)] ?? now;
      at = Math.max(at, freeAt(next, limit) + rounds * (limit.seconds * 1000 + 1));
    }
  }
  // What no window holds any more is forgotten, now and then rather than each time.
  if (oldest > 1000) book.answered = book.answered.slice(oldest);
  return at;
}
