import { throwIfAborted } from '../core/abort.ts';
import type { BuiltQuery } from '../query-input.ts';
import type { Page, PagedAsyncIterableIterator, PageSettings } from './page.ts';
import { Pager, type PageSource } from './pager.ts';

/** How a list is read. */
export interface PagedListOptions {
  readonly abortSignal?: AbortSignal | undefined;
  /** Whether the next page is asked for while this one is worked on. Default: false. */
  readonly prefetch?: boolean;
}

/** A list over pages. Rows come from the page in hand without a detour: ten thousand rows are one call and no more. */
export class PagedList<Row extends object> implements PagedAsyncIterableIterator<Row> {
  readonly #source: PageSource<Row>;
  readonly #query: BuiltQuery;
  readonly #options: PagedListOptions;
  #pages: AsyncGenerator<Page<Row>, undefined> | undefined;
  #page: readonly Row[] = [];
  #index = 0;
  #loading: Promise<IteratorResult<Row, undefined>> | undefined;

  constructor(source: PageSource<Row>, query: BuiltQuery, options: PagedListOptions) {
    this.#source = source;
    this.#query = query;
    this.#options = options;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Row, undefined>> {
    const row = this.#loading ? undefined : this.#page[this.#index++];
    if (row !== undefined) return Promise.resolve({ value: row, done: false });
    const loading = (this.#loading ?? Promise.resolve()).then(() => this.#load());
    const loaded = () => {
      if (this.#loading === loading) this.#loading = undefined;
    };
    this.#loading = loading;
    loading.then(loaded, loaded);
    return loading;
  }

  async return(): Promise<IteratorResult<Row, undefined>> {
    this.#page = [];
    this.#pages ??= this.byPage();
    await this.#pages.return(undefined);
    return { value: undefined, done: true };
  }

  async *byPage(settings: PageSettings = {}): AsyncGenerator<Page<Row>, undefined> {
    yield* this.#walk(new Pager(this.#source, this.#query, settings));
  }

  async firstPage(settings: PageSettings = {}): Promise<Page<Row>> {
    return (await new Pager(this.#source, this.#query, settings).next(this.#options.abortSignal)) ?? [];
  }

  async toArray({ limit }: { readonly limit?: number } = {}): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const page of this.#walk(new Pager(this.#source, this.#query, {}, limit)))
      for (const row of page) rows.push(row);
    return rows;
  }

  /** Moves on to the first row of the next page that has one. */
  async #load(): Promise<IteratorResult<Row, undefined>> {
    this.#pages ??= this.byPage();
    for (;;) {
      const row = this.#page[this.#index++];
      if (row !== undefined) return { value: row, done: false };
      const page = await this.#pages.next();
      if (page.done) return { value: undefined, done: true };
      this.#page = page.value;
      this.#index = 0;
    }
  }

  async *#walk(pager: Pager<Row>): AsyncGenerator<Page<Row>, undefined> {
    const { abortSignal, prefetch = false } = this.#options;
    if (!prefetch) {
      for (let page; (page = await pager.next(abortSignal));) yield page;
      return;
    }
    // What was asked for ahead of time is given up once nobody reads on.
    const controller = new AbortController();
    const onAbort = () => controller.abort(abortSignal?.reason);
    abortSignal?.addEventListener('abort', onAbort, { once: true });
    try {
      throwIfAborted(abortSignal);
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
}
