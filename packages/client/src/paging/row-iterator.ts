/** Reads rows out of pages. Those of the page in hand come without a detour: ten thousand rows are one call and no more. */
export class RowIterator<Row extends object> implements AsyncIterableIterator<Row, undefined> {
  readonly #pages: AsyncIterator<readonly Row[], undefined>;
  #page: readonly Row[] = [];
  #index = 0;
  #loading: Promise<IteratorResult<Row, undefined>> | undefined;

  /** @param pages - Is not asked for anything before the first row is. */
  constructor(pages: AsyncIterator<readonly Row[], undefined>) {
    this.#pages = pages;
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
    await this.#pages.return?.();
    return { value: undefined, done: true };
  }

  /** Moves on to the first row of the next page that has one. */
  async #load(): Promise<IteratorResult<Row, undefined>> {
    for (;;) {
      const row = this.#page[this.#index++];
      if (row !== undefined) return { value: row, done: false };
      const page = await this.#pages.next();
      if (page.done) return { value: undefined, done: true };
      this.#page = page.value;
      this.#index = 0;
    }
  }
}
