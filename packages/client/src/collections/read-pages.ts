import { encodeQuery } from '../pipeline/encode-query.ts';
import type { CallOptions } from '../core/call-options.ts';
import type { Emit, WarningEvent } from '../core/events.ts';
import { wholeNumber } from '../core/whole-number.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { paramsOf, selectWith, type BuiltQuery } from './query-input.ts';
import { readToken, tokenError, writeToken, type Position } from './continuation-token.ts';
import { optionsOf, readNextLink } from './next-link.ts';
import type { Page, PageQuery, PageSettings } from './page.ts';
import { showsMore } from './shows-more.ts';

/** What a collection answers with. */
export interface Answer<Row> {
  readonly value: Row[];
  readonly '@odata.count'?: unknown;
  readonly '@odata.nextLink'?: unknown;
}

/** A collection that can be asked for pages. */
export interface PageSource<Row> {
  readonly runtime: { readonly emit: Emit };
  /** The property that tells rows apart. */
  readonly key: string;
  /** Whether the service has `$skip`. */
  readonly canSkip: boolean;
  /** The URL of the collection, without a query. */
  readonly url: string;
  /** The most rows of an answer that may be asked for. */
  readonly maxPageSize: number;
  /** The most rows of an answer that are asked for: fewer than may be, once the service was seen to give no more. */
  pageSize: number;
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

/** If so many short pages, the first ones of a list, are of one size, the service makes them no larger. Rows that arrive are not so even. */
const PAGES_OF_ONE_SIZE = 3;

/**
 * Walks a list: by `$skip`, or by a next link that can be trusted. A set that moves while it is paged by `$skip` repeats rows;
 * those are dropped by their key. It can also lose rows, which no client can see: `exportAll` does not.
 *
 * A page that is shorter than asked for, and links to nothing, may be the end, or as much as the service gives at once. One question for
 * the row behind it tells, when the reader goes on.
 *
 * @throws {@link DefenderError} `InvalidArgument` and `UrlTooLong`, before anything is asked.
 */
export function preparePages<Row extends object>(
  source: PageSource<Row>,
  query: BuiltQuery,
  { maxPageSize = source.maxPageSize, continuationToken, limit = Infinity }: ReadSettings = {},
): ReadPages<Row> {
  wholeNumber('maxPageSize', maxPageSize, 1, source.maxPageSize);
  const parts = source.split(query);
  const params = paramsOf(query);
  // Where a query is split elsewhere, by another maxUrlLength, a position means other rows.
  const identity = JSON.stringify(parts.map((part) => part.toParams()));
  // A row that is selected without its key could not be told from another: it is asked for, and left out of what is handed on.
  const $select = selectWith(source.key, query);
  const lacksKey = $select !== params.$select;
  /** What is asked of every page of a part. */
  const shapes = parts.map((built): PageQuery => {
    const { $top: _, $skip: __, ...shape } = paramsOf(built);
    return { ...shape, ...(lacksKey && { $select }) };
  });

  /** A token may have been written by anybody: where it leads to is held to the query as a next link is. */
  function readPosition(token: string): Position {
    const position = readToken(token, identity);
    const [part, offset, remaining, link] = position;
    const { $top = Infinity, $skip = 0 } = params;
    const isSound =
      [part, offset, Math.min(remaining, 1)].every((value) => Number.isSafeInteger(value) && value >= 0) &&
      remaining <= $top &&
      (part > 0 || offset >= $skip) &&
      part < parts.length &&
      (link === '' || (typeof link === 'string' && readNextLink(`?${link}`, source.url, shapes[part] ?? {}) === link));
    if (isSound) return position;
    throw tokenError();
  }

  const start: Position =
    continuationToken === undefined
      ? [0, params.$skip ?? 0, Math.min(params.$top ?? limit, limit), '']
      : readPosition(continuationToken);

  const keyOf = (row: Row): unknown => (row as Readonly<Record<string, unknown>>)[source.key];
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
    /** Whether the last page was shorter than asked for, and its first key. */
    let isShort = false;
    let first: unknown;
    /** Whether a short page is known not to have been the end: then only an empty one is. */
    let isCapped = false;
    /** The sizes of the first short pages. */
    const sizes: number[] = [];
    const endPart = () => {
      part++;
      offset = barren = 0;
      isShort = false;
      if (!isCapped) sizes.length = 0;
    };
    for (let shape; remaining && (shape = shapes[part]);) {
      if (isShort && !isCapped) {
        const { value } = source.canSkip
          ? await source.fetchPage({ ...shape, $top: 1, $skip: offset }, callOptions)
          : { value: [] };
        isCapped = showsMore(value.map(keyOf), seen, first);
        if (!isCapped) {
          endPart();
          continue;
        }
        warn('PagesCapped', 'A page that was shorter than asked for, and linked to nothing, was not the last one.');
      }
      const $top = Math.min(maxPageSize, source.pageSize, remaining);
      if (!link && offset && !source.canSkip)
        throw new DefenderError(
          'ProtocolError',
          'A full page links to nothing, and the service has no $skip: what was read is not complete.',
        );
      const options: PageQuery = link ? optionsOf(link) : { ...shape, $top, $skip: offset || undefined };
      const question = encodeQuery(options);
      if (asked.has(question) || barren >= MOST_BARREN_PAGES)
        throw new DefenderError('PagingLoop', 'The list goes in circles; what was read is not complete.');
      asked.add(question);
      if (!link) owed = $top;
      const {
        value,
        '@odata.nextLink': nextLink,
        '@odata.count': count,
      } = await source.fetchPage(options, callOptions);
      const received = value.length;
      const rows: Row[] & { continuationToken?: string; count?: number } = seen.size
        ? value.filter((row) => !seen.has(keyOf(row)))
        : value;
      if (rows.length < received)
        warn('RowsRepeated', `${received - rows.length} rows came again: the set moves; exportAll loses none.`);
      // The service may send more than it was asked for.
      rows.splice(remaining);
      remaining -= rows.length;
      offset += received;
      owed -= received;
      barren = rows.length ? 0 : barren + 1;
      link = readNextLink(nextLink, source.url, shape);
      if (nextLink && !link)
        warn('NextLinkIgnored', 'A next link leaves the collection, or asks for something else: $skip is used.');
      isShort = !link && !nextLink && owed > 0;
      first = value[0] && keyOf(value[0]);
      if (!link && !received) endPart();
      if (
        isShort &&
        sizes.push(received) === PAGES_OF_ONE_SIZE &&
        received > 1 &&
        sizes.every((size) => size === received)
      )
        source.pageSize = Math.min(source.pageSize, received);
      if (remaining && part < parts.length) {
        for (const row of rows) seen.add(keyOf(row));
        rows.continuationToken = writeToken([part, offset, remaining, link], identity);
      }
      if (params.$count && typeof count === 'number') rows.count = count;
      if (lacksKey) for (const row of rows) delete (row as Record<string, unknown>)[source.key];
      // That there is nothing more is no page, unless nothing is all that there is.
      if (received || link || asked.size === 1) yield rows;
    }
    return undefined;
  };
}
