import type { PageQuery, AnyRow } from '../collections/page.ts';
import type { Answer } from '../collections/read-pages.ts';

/** One call. */
export type FetchPage = (query: PageQuery) => Promise<Answer<AnyRow>>;
