import type { EntitySet } from '@defender-odata/query-builder';
import type { Emit } from '../core/events.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { BuiltQuery } from '../query-input.ts';
import { readToken, writeToken, type Position } from './continuation-token.ts';
import { readNextLink, type LinkQuery } from './next-link.ts';
import type { Page, PageSettings } from './page.ts';

/** The options of one request, decoded. */
export type PageQuery = Readonly<Record<string, string | number | undefined>>;

/** A collection that can be asked for pages. */
export interface PageSource<Row> {
  readonly entitySet: EntitySet;
  /** The URL of the collection, without a query. */
  readonly url: string;
  readonly emit: Emit;
  /**
   * The parts of a query whose URL would be too long; mostly the query alone.
   *
   * @param reserve - How many characters to leave free for conditions that are added later.
   */
  split(query: BuiltQuery, reserve?: number): readonly BuiltQuery[];
  /** One call. */
  fetchPage(query: PageQuery, signal: AbortSignal | undefined): Promise<{ value: Row[]; '@odata.nextLink'?: unknown }>;
}

/** After so many pages in a row without a single new row, a list is taken to go in circles. */
const MOST_BARREN_PAGES = 10;

/**
 * Walks a list: by `$skip`, or by a next link that can be trusted. A set that moves while it is paged by `$skip` repeats rows;
 * those are dropped by their key. It can also lose rows, which no client can see: `exportAll` does not.
 */
export class Pager<Row extends object> {
  readonly #source: PageSource<Row>;
  readonly #parts: readonly BuiltQuery[];
  readonly #identity: string;
  readonly #maxPageSize: number;
  #position: Position;
  /** The keys of earlier pages; there is none before a second page is needed. */
  #seen: Set<string> | undefined;
  #links = new Set<string>();
  #barren = 0;
  #isDone = false;

  constructor(
    source: PageSource<Row>,
    query: BuiltQuery,
    { maxPageSize, continuationToken }: PageSettings,
    limit?: number,
  ) {
    const maximum = source.entitySet.top?.maximum ?? 10_000;
    this.#maxPageSize = wholeNumber('maxPageSize', maxPageSize ?? maximum, 1, maximum);
    this.#source = source;
    this.#parts = source.split(query);
    this.#identity = JSON.stringify(query.toParams());
    const { topCount, skipCount = 0 } = query;
    const wanted = limit === undefined ? topCount : Math.min(wholeNumber('limit', limit, 0), topCount ?? limit);
    this.#position =
      continuationToken === undefined
        ? { part: 0, offset: skipCount, remaining: wanted }
        : readToken(continuationToken, this.#identity);
  }

  /** The next page; undefined after the last. */
  async next(signal: AbortSignal | undefined): Promise<Page<Row> | undefined> {
    const { part, offset, remaining, link } = this.#position;
    const query = this.#parts[part];
    if (this.#isDone || !query || remaining === 0) return undefined;
    const { $filter } = query.toParams();
    const asked = Math.min(this.#maxPageSize, remaining ?? Infinity);
    const options: PageQuery = link ?? { $filter, $top: asked, $skip: offset || undefined };
    const answer = await this.#source.fetchPage(options, signal);
    const nextLink = answer['@odata.nextLink'] ?? undefined;
    const received = answer.value.length;
    const rows = this.#withoutRepeats(answer.value);
    if (remaining !== undefined && rows.length > remaining) rows.length = remaining;
    const left = remaining === undefined ? undefined : remaining - rows.length;
    const next = this.#following(nextLink, $filter, options);
    const goesOn = next !== undefined || (received > 0 && (received >= asked || nextLink !== undefined));
    this.#position = goesOn
      ? { part, offset: offset + received, remaining: left, link: next }
      : { part: part + 1, offset: 0, remaining: left };
    this.#isDone = left === 0 || this.#position.part >= this.#parts.length;
    if (this.#isDone) return rows;
    this.#barren = rows.length ? 0 : this.#barren + 1;
    if (goesOn && this.#barren >= MOST_BARREN_PAGES)
      throw pagingLoop(`${MOST_BARREN_PAGES} pages in a row held nothing new`);
    this.#remember(rows);
    return Object.assign(rows, { continuationToken: writeToken(this.#position, this.#identity) });
  }

  #following(link: unknown, filter: string | undefined, asked: PageQuery): LinkQuery | undefined {
    if (link === undefined) return undefined;
    const next = readNextLink(link, this.#source.url, filter);
    if (!next) {
      const message =
        'The next link leaves the collection or drops the filter and is not followed; $skip is used instead.';
      this.#source.emit?.({ type: 'warning', code: 'NextLinkIgnored', message });
      return undefined;
    }
    this.#links.add(canonical(asked));
    if (this.#links.has(canonical(next))) throw pagingLoop('the next link leads back to a page that was read before');
    return next;
  }

  #withoutRepeats(rows: Row[]): Row[] {
    const seen = this.#seen;
    if (!seen) return rows;
    const fresh = rows.filter((row) => !seen.has(this.#keyOf(row)));
    if (fresh.length < rows.length)
      this.#source.emit?.({
        type: 'warning',
        code: 'RowsRepeated',
        message: `${rows.length - fresh.length} rows were on an earlier page already: the set moves. Rows may have been lost as well; exportAll loses none.`,
      });
    return fresh;
  }

  #remember(rows: readonly Row[]): void {
    this.#seen ??= new Set();
    for (const row of rows) this.#seen.add(this.#keyOf(row));
  }

  #keyOf(row: Row): string {
    const { key } = this.#source.entitySet.entityType;
    const values = row as Readonly<Record<string, unknown>>;
    return key.length === 1 ? String(values[key[0] ?? '']) : JSON.stringify(key.map((name) => values[name]));
  }
}

/** A text that is the same for the same options, in whatever order they stand. */
const canonical = (query: PageQuery): string =>
  JSON.stringify(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${value}`)
      .toSorted(),
  );

const pagingLoop = (what: string) =>
  new DefenderError('PagingLoop', `The list does not come to an end: ${what}. What was read so far is not complete.`);

/** @throws {@link DefenderError} `InvalidArgument` unless the value is a whole number in the range. */
export function wholeNumber(name: string, value: number, minimum: number, maximum = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new DefenderError(
    'InvalidArgument',
    `${name} must be a whole number from ${minimum} to ${maximum}, not ${value}.`,
  );
}
