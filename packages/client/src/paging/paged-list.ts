import { throwIfAborted } from '../core/abort.ts';
import type { BuiltQuery } from '../query-input.ts';
import type { Page, PagedAsyncIterableIterator, PageSettings } from './page.ts';
import { Pager, type PageSource } from './pager.ts';
import { RowIterator } from './row-iterator.ts';

/** How a list is read. */
export interface PagedListOptions {
  readonly abortSignal?: AbortSignal | undefined;
  /** Whether the next page is asked for while this one is worked on. Default: false. */
  readonly prefetch?: boolean;
}

/** A list by rows, by pages, or at once. */
export class PagedList<Row extends object> extends RowIterator<Row> implements PagedAsyncIterableIterator<Row> {
  readonly #source: PageSource<Row>;
  readonly #query: BuiltQuery;
  readonly #options: PagedListOptions;

  constructor(source: PageSource<Row>, query: BuiltQuery, options: PagedListOptions) {
    super(walk(new Pager(source, query, {}), options));
    this.#source = source;
    this.#query = query;
    this.#options = options;
  }

  byPage(settings: PageSettings = {}): AsyncIterableIterator<Page<Row>, undefined> {
    return walk(new Pager(this.#source, this.#query, settings), this.#options);
  }

  async firstPage(settings: PageSettings = {}): Promise<Page<Row>> {
    return (await new Pager(this.#source, this.#query, settings).next(this.#options.abortSignal)) ?? [];
  }

  async toArray({ limit }: { readonly limit?: number } = {}): Promise<Row[]> {
    const rows: Row[] = [];
    const pager = new Pager(this.#source, this.#query, {}, limit);
    for await (const page of walk(pager, this.#options)) for (const row of page) rows.push(row);
    return rows;
  }
}

async function* walk<Row extends object>(
  pager: Pager<Row>,
  { abortSignal, prefetch = false }: PagedListOptions,
): AsyncGenerator<Page<Row>, undefined> {
  if (!prefetch) {
    for (let page; (page = await pager.next(abortSignal));) yield page;
    return;
  }
  // What was asked for ahead of time is given up once nobody reads on.
  const controller = new AbortController();
  const onAbort = () => controller.abort(abortSignal?.reason);
  throwIfAborted(abortSignal);
  abortSignal?.addEventListener('abort', onAbort, { once: true });
  try {
    let ahead: Promise<Page<Row> | undefined> = pager.next(controller.signal);
    for (let page; (page = await ahead);) {
      ahead = pager.next(controller.signal);
      ahead.catch(() => {});
      yield page;
    }
  } finally {
    abortSignal?.removeEventListener('abort', onAbort);
    controller.abort();
  }
}
