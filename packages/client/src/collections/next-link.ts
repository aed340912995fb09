import type { PageQuery } from './page.ts';

/** The options that say which rows of a list come next. A link may leave them out, change them and add them. */
const paging = ['$top', '$skip', '$skiptoken'];

/** The system query options; OData 4.01 takes them in any case, and without the dollar. */
const system = [
  ...paging,
  '$filter',
  '$orderby',
  '$select',
  '$count',
  '$search',
  '$expand',
  '$compute',
  '$apply',
  '$format',
];

/** What an option is called that is written in this way: `Filter`, `$FILTER` and `$filter` are one. */
function nameOf(written: string): string {
  const name = `$${written.toLowerCase().replace(/^\$/, '')}`;
  return system.includes(name) ? name : written;
}

/**
 * Reads a next link, if it can be trusted: it stays on the origin and the path, and says the same as what was asked, but for the options
 * that page. Links that drop the filter were seen on sibling collections (observed); they would page the unfiltered set. An option that
 * stands twice, is new or is gone makes another question of it.
 *
 * @param link - `@odata.nextLink`, absolute or relative.
 * @param base - The URL of the collection, as `URL` writes it, without a query.
 * @param sent - The options that were sent, decoded.
 * @returns The link's options as form-encoded text, each under its own name; empty where there is no link, or it must not be followed.
 *   Host and path are never taken from it.
 */
export function readNextLink(link: unknown, base: string, sent: PageQuery): string {
  const text = String(link);
  if (!URL.canParse(text, base)) return '';
  const { href, searchParams } = new URL(text, base);
  const options = new URLSearchParams();
  // User, host, port and path at once.
  if (href.replace(/[?#].*/, '').toLowerCase() !== base.toLowerCase()) return '';
  for (const [written, value] of searchParams) {
    const name = nameOf(written);
    if (options.has(name)) return '';
    options.set(name, value);
  }
  const names = [...options.keys(), ...Object.keys(sent)].filter((name) => !paging.includes(name));
  const isSame = names.every((name) => (options.get(name) ?? undefined) === textOf(sent, name));
  return isSame ? String(options) : '';
}

const textOf = (sent: PageQuery, name: string): string | undefined => {
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined;
  return value === undefined ? undefined : String(value);
};

/** The options of a link that {@link readNextLink} has read, decoded. */
export const optionsOf = (link: string): PageQuery => Object.fromEntries(new URLSearchParams(link));
