import type { CallOptions } from '../core/call-options.ts';

/** A row of which nothing is known but that it is one. */
export type AnyRow = Readonly<Record<string, unknown>>;

/** The options of one request, decoded. */
export type PageQuery = Readonly<Record<string, string | number | boolean | undefined>>;

/** Rows of one answer, and where the next page begins. */
export type Page<Row> = readonly Row[] & {
  /** Resumes after this page, in another process too; undefined where no row is left to ask for. After the last page it may lead to an empty one. */
  readonly continuationToken?: string;
  /** How many rows meet the filter in all, where the query asked for that by `count` and the service has said it. */
  readonly count?: number;
};

/** How a list is read. */
export interface ListOptions extends CallOptions {
  /** Whether the next page is asked for while this one is worked on. Default: false. */
  readonly prefetch?: boolean;
}

/** How `byPage` cuts a list. */
export interface PageSettings {
  /** The most rows of a page: a whole number from 1 to the entity set's maximum of `$top`. Default: that maximum. */
  readonly maxPageSize?: number;
  /** Where to go on: the `continuationToken` of a page of the same query, from a client with the same `maxUrlLength`. */
  readonly continuationToken?: string | undefined;
}

/** A list that is read row by row or page by page; nothing is asked before the first of them is. */
export interface PagedAsyncIterableIterator<Row> extends AsyncIterableIterator<Row, undefined> {
  /** Page by page, from the start or from a continuation token. Each call is a list of its own. */
  byPage(settings?: PageSettings): AsyncIterableIterator<Page<Row>, undefined>;
  /** The first page: one call. */
  firstPage(settings?: PageSettings): Promise<Page<Row>>;
  /**
   * All rows in memory.
   *
   * @param settings - `limit`: the most rows, a whole number from 0. Default: all.
   */
  toArray(settings?: { readonly limit?: number }): Promise<Row[]>;
}
