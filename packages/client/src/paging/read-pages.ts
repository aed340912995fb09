import { encodeQuery } from '../pipeline/encode-query.ts';
import type { CallOptions } from '../core/call-options.ts';
import type { Emit, WarningEvent } from '../core/events.ts';
import { wholeNumber } from '../core/whole-number.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { BuiltQuery } from '../query-input.ts';
import { readToken, writeToken, type Position } from './continuation-token.ts';
import { optionsOf, readNextLink } from './next-link.ts';
import type { Page, PageSettings } from './page.ts';

/** The options of one request, decoded. */
export type PageQuery = Readonly<Record<string, string | number | undefined>>;

/** What a collection answers with. */
export interface Answer<Row> {
  readonly value: Row[];
  readonly '@odata.nextLink'?: unknown;
}

/** A collection that can be asked for pages. */
export interface PageSource<Row> {
  readonly runtime: { readonly emit: Emit };
  /** The URL of the collection, without a query. */
  readonly url: string;
  /** The most rows of an answer. */
  readonly maxPageSize: number;
  /** The parts of a query whose URL would be too long; mostly the query alone. */
  split(query: BuiltQuery): readonly BuiltQuery[];
  /** One call. */
  fetchPage(query: PageQuery, options: CallOptions): Promise<Answer<Row>>;
}

/** Which pages are read. */
export interface ReadSettings extends PageSettings {
  /** The most rows of all pages. Default: all. */
  readonly limit?: number;
}

/** Reads a list page by page. */
export type ReadPages<Row> = (options: CallOptions) => AsyncGenerator<Page<Row>, undefined>;

/** After so many pages in a row without a single new row, a list is taken to go in circles. */
const MOST_BARREN_PAGES = 10;

/**
 * Walks a list: by `$skip`, or by a next link that can be trusted. A set that moves while it is paged by `$skip` repeats rows;
 * those are dropped by their key. It can also lose rows, which no client can see: `exportAll` does not.
 *
 * @throws {@link DefenderError} `InvalidArgument` and `UrlTooLong`, before anything is asked.
 */
export function preparePages<Row extends { readonly id: unknown }>(
  source: PageSource<Row>,
  query: BuiltQuery,
  { maxPageSize = source.maxPageSize, continuationToken, limit = Infinity }: ReadSettings = {},
): ReadPages<Row> {
  wholeNumber('maxPageSize', maxPageSize, 1, source.maxPageSize);
  const parts = source.split(query);
  const params = query.toParams();
  // Where a query is split elsewhere, by another maxUrlLength, a position means other rows.
  const identity = JSON.stringify(parts.map((part) => part.toParams()));
  const start: Position =
    continuationToken === undefined
      ? [0, params.$skip ?? 0, Math.min(params.$top ?? limit, limit), '']
      : readToken(continuationToken, identity);

  const warn = (code: WarningEvent['code'], message: string) =>
    source.runtime.emit?.({ type: 'warning', code, message });

  return async function* (callOptions) {
    let [part, offset, remaining, link] = start;
    /** The keys of earlier pages; there is none before a second page is needed. */
    const seen = new Set<unknown>();
    const asked = new Set<string>();
    /** How many rows the last question by `$skip` has left to come: a service counts `$top` over all pages that it links (OData). */
    let owed = 0;
    let barren = 0;
    for (let current; remaining && (current = parts[part]);) {
      const { $filter } = current.toParams();
      const $top = Math.min(maxPageSize, remaining);
      const options: PageQuery = link ? optionsOf(link) : { $filter, $top, $skip: offset || undefined };
      const question = encodeQuery(options);
      if (asked.has(question) || barren >= MOST_BARREN_PAGES)
        throw new DefenderError('PagingLoop', 'The list goes in circles; what was read is not complete.');
      asked.add(question);
      if (!link) owed = $top;
      const { value, '@odata.nextLink': nextLink } = await source.fetchPage(options, callOptions);
      const received = value.length;
      const rows: Row[] & { continuationToken?: string } = seen.size ? value.filter((row) => !seen.has(row.id)) : value;
      if (rows.length < received)
        warn('RowsRepeated', `${received - rows.length} rows came again: the set moves; exportAll loses none.`);
      // The service may send more than it was asked for.
      rows.splice(remaining);
      remaining -= rows.length;
      offset += received;
      owed -= received;
      barren = rows.length ? 0 : barren + 1;
      link = readNextLink(nextLink, source.url, $filter);
      if (nextLink && !link) warn('NextLinkIgnored', 'A next link leaves the collection or the filter: $skip is used.');
      if (!link && (nextLink ? !received : owed > 0)) {
        part++;
        offset = barren = 0;
      }
      if (remaining && part < parts.length) {
        for (const row of rows) seen.add(row.id);
        rows.continuationToken = writeToken([part, offset, remaining, link], identity);
      }
      yield rows;
    }
    return undefined;
  };
}
