import { DefenderError } from '../errors/defender-error.ts';
import { optionsOf, readNextLink } from '../collections/next-link.ts';
import type { FetchPage } from './fetch-page.ts';

/** After so many empty pages in a row, a service is taken to send none but these. */
const MOST_EMPTY_PAGES = 10;

/**
 * Makes an answer that is empty and links to more what the links lead to: a page with rows, or one that is the end. The links of pages
 * with rows are not followed; a full slice is split, and an instant goes on by `$skip`.
 *
 * @param url - The URL of the collection, without a query.
 * @throws {@link DefenderError} `ProtocolError` for a link that must not be followed, `PagingLoop` where one follows the other.
 */
export const followLinks =
  (fetchPage: FetchPage, url: string): FetchPage =>
  async (query) => {
    let answer = await fetchPage(query);
    for (let empty = 1; answer['@odata.nextLink'] && !answer.value.length; empty++) {
      const link = readNextLink(answer['@odata.nextLink'], url, query);
      if (!link || empty === MOST_EMPTY_PAGES)
        throw new DefenderError(
          link ? 'PagingLoop' : 'ProtocolError',
          `An empty page links to ${link ? 'another one, time and again' : 'one outside of the collection, or of the question'}; the export is not complete.`,
        );
      answer = await fetchPage(optionsOf(link));
    }
    return answer;
  };
