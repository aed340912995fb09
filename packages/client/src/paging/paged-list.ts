import { follow } from '../core/abort.ts';
import { wholeNumber } from '../core/whole-number.ts';
import type { CallOptions } from '../core/call-options.ts';
import type { BuiltQuery } from '../query-input.ts';
import type { ListOptions, Page, PagedAsyncIterableIterator } from './page.ts';
import { preparePages, type PageSource, type ReadPages, type ReadSettings } from './read-pages.ts';
import { readRows } from './read-rows.ts';

/** A list by rows, by pages, or at once. */
export function pagedList<Row extends { readonly id: unknown }>(
  source: PageSource<Row>,
  query: BuiltQuery,
  options: ListOptions,
): PagedAsyncIterableIterator<Row> {
  const byPage = (settings?: ReadSettings) => {
    const read = preparePages(source, query, settings);
    return options.prefetch ? readAhead(read, options) : read(options);
  };
  return Object.assign(readRows(byPage()), {
    byPage,
    firstPage: async (settings?: ReadSettings) =>
      (await preparePages(source, query, settings)(options).next()).value ?? [],
    async toArray({ limit = Number.MAX_SAFE_INTEGER }: { readonly limit?: number } = {}) {
      const rows: Row[] = [];
      const pages = byPage({ limit: wholeNumber('limit', limit, 0) });
      for await (const page of pages) for (const row of page) rows.push(row);
      return rows;
    },
  });
}

/** Asks for the next page while one is worked on, and gives it up once nobody reads on. */
async function* readAhead<Row>(read: ReadPages<Row>, options: CallOptions): AsyncGenerator<Page<Row>, undefined> {
  const controller = follow(options.abortSignal);
  const pages = read({ ...options, abortSignal: controller.signal });
  try {
    let ahead = pages.next();
    for (let page; (page = (await ahead).value);) {
      ahead = pages.next();
      ahead.catch(() => {});
      yield page;
    }
  } finally {
    controller.abort();
  }
}
