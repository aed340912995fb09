import type { QuotaStore, RateLimit } from './quota-store.ts';

interface Book {
  /** When each answer arrived, oldest first. */
  readonly answered: number[];
  /** Places whose answer has not arrived. */
  readonly open: Set<unknown>;
  pausedUntil: number;
  /** The calls of the largest window: none looks further back. */
  most: number;
}

/** How many answers that no window looks at any more are kept, so that they are forgotten now and then rather than each time. */
const KEPT = 1000;

/**
 * How long a place is taken: one millisecond longer than the window, so that two calls which a server puts on either edge of a
 * window are never both inside.
 */
const duration = ({ seconds }: RateLimit): number => seconds * 1000 + 1;

/**
 * An exact sliding log in memory. A call takes its place when it is sent and keeps it until the window has passed since its
 * *answer*: the service counted it at some instant between the two, so no window of the service can hold more.
 */
export class MemoryQuotaStore implements QuotaStore {
  readonly #books: Record<string, Book> = Object.create(null);
  #lastPlace = 0;

  async take(key: string, limits: readonly RateLimit[], now: number): Promise<number | undefined> {
    const book = this.#book(key);
    if (earliest(book, limits, now, 1) > now) return undefined;
    book.open.add(++this.#lastPlace);
    return this.#lastPlace;
  }

  async settle(key: string, place: string | number, now: number): Promise<void> {
    const { answered, open, most } = this.#book(key);
    if (open.delete(place)) answered.push(Math.max(now, answered.at(-1) ?? now));
    if (answered.length > most + KEPT) answered.splice(0, KEPT);
  }

  async release(key: string, place: string | number): Promise<void> {
    this.#book(key).open.delete(place);
  }

  async pause(key: string, until: number): Promise<void> {
    const book = this.#book(key);
    book.pausedUntil = Math.max(book.pausedUntil, until);
  }

  async used(key: string, limits: readonly RateLimit[], now: number): Promise<readonly number[]> {
    const { answered, open } = this.#book(key);
    return limits.map((limit) => open.size + answered.filter((at) => at + duration(limit) > now).length);
  }

  async forecast(key: string, limits: readonly RateLimit[], now: number, places: number): Promise<number> {
    return earliest(this.#book(key), limits, now, places);
  }

  #book(key: string): Book {
    return (this.#books[key] ??= { answered: [], open: new Set(), pausedUntil: 0, most: 0 });
  }
}

function earliest(book: Book, limits: readonly RateLimit[], now: number, places: number): number {
  const { answered, open, pausedUntil } = book;
  const start = Math.max(now, pausedUntil);
  let at = start;
  for (const limit of limits) {
    // A window gives so many places a round, and each round begins a whole window after the one before it; the first, after the
    // answer of that call, among the answered and then the open ones, which has to leave the window. What several windows make of each
    // other's rounds is left out: thousands who wait ask all at once, and what is told is at most too early.
    const rounds = Math.ceil(places / limit.calls);
    const leaving = answered.length + open.size + places - 1 - rounds * limit.calls;
    const free = start - duration(limit);
    const left = leaving < 0 ? free : (answered[leaving] ?? now);
    at = Math.max(at, Math.max(left, free) + rounds * duration(limit));
    book.most = Math.max(book.most, limit.calls);
  }
  return at;
}
