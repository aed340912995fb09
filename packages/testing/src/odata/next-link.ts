import type { ListQuery } from './list-query.ts';

/**
 * The link to the next page: the same question, further on.
 *
 * @param url The URL that was called.
 * @param query What it asked for.
 * @param pageSize How many rows this page has.
 * @param quirks The quirks that are on.
 * @returns The link, or undefined where a quirk leaves it out.
 */
export function nextLink(
  url: URL,
  query: ListQuery,
  pageSize: number,
  quirks: ReadonlySet<string>,
): string | undefined {
  const { filterText, orderByText, count, select, top, skip = 0, onward } = query;
  if (top !== undefined && quirks.has('no-next-link-with-top')) return undefined;
  const broken = quirks.has('broken-next-link');
  const filter = filterText === undefined ? [] : [`${broken ? '' : '$filter'}=${encodeURIComponent(filterText)}`];
  const options = broken
    ? // It does not even advance: every page links to the second one.
      [...filter, `=${String(pageSize)}`, `$skip=${String(pageSize)}`]
    : [
        ...filter,
        ...(orderByText === undefined ? [] : [`$orderby=${encodeURIComponent(orderByText)}`]),
        ...(count === undefined ? [] : ['$count=true']),
        ...(select === undefined ? [] : [`$select=${select.join(',')}`]),
        ...(top === undefined ? [] : [`$top=${String(onward === '$skip' ? top - pageSize : top)}`]),
        `${onward}=${String(skip + pageSize)}`,
      ];
  return `${url.origin}${url.pathname}?${options.join('&')}`;
}
