import { follow } from '../core/abort.ts';
import { ownOptions, type OptionTypes } from '../core/own-options.ts';
import { wholeNumber } from '../core/whole-number.ts';
import type { CallOptions } from '../core/call-options.ts';
import type { BuiltQuery } from './query-input.ts';
import type { ListOptions, Page, PagedAsyncIterableIterator, PageSettings } from './page.ts';
import { preparePages, type PageSource, type ReadPages, type ReadSettings } from './read-pages.ts';
import { readRows } from './read-rows.ts';

const settingTypes: OptionTypes<PageSettings> = { maxPageSize: 'any', continuationToken: 'any' };
const readTypes: OptionTypes<ReadSettings> = { ...settingTypes, limit: 'any' };

/** A list by rows, by pages, or at once. */
export function pagedList<Row extends object>(
  source: PageSource<Row>,
  query: BuiltQuery,
  options: ListOptions,
): PagedAsyncIterableIterator<Row> {
  const read = (settings: ReadSettings) => {
    const pages = preparePages(source, query, ownOptions('list', settings, readTypes));
    return options.prefetch ? readAhead(pages, options) : pages(options);
  };
  return Object.assign(readRows(read({})), {
    byPage: (settings: PageSettings = {}) => read(ownOptions('byPage', settings, settingTypes)),
    firstPage: async (settings: PageSettings = {}) => {
      const own = ownOptions('firstPage', settings, settingTypes);
      return (await preparePages(source, query, ownOptions('list', own, readTypes))(options).next()).value ?? [];
    },
    async toArray(settings: { readonly limit?: number } = {}) {
      const { limit = Number.MAX_SAFE_INTEGER } = ownOptions('toArray', settings, { limit: 'any' });
      const rows: Row[] = [];
      for await (const page of read({ limit: wholeNumber('limit', limit, 0) })) for (const row of page) rows.push(row);
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
