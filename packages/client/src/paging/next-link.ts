/**
 * Reads a next link, if it can be trusted: it stays on the origin and the path, keeps the filter, and every option in it has a
 * name, once. Links that drop the filter were seen on sibling collections (observed); they would page the unfiltered set.
 *
 * @param link - `@odata.nextLink`, absolute or relative.
 * @param base - The URL of the collection, without a query.
 * @param filter - The decoded `$filter` that was sent.
 * @returns The link's options as form-encoded text; undefined where there is none, or the link must not be followed. Host and path
 *   are never taken from it.
 */
export function readNextLink(link: unknown, base: string, filter: string | undefined): string | undefined {
  if (typeof link !== 'string' || !URL.canParse(link, base)) return undefined;
  const { href, searchParams } = new URL(link, base);
  const names = [...searchParams.keys()];
  if (
    // User, host, port and path at once.
    href.replace(/[?#].*/, '').toLowerCase() !== new URL(base).href.toLowerCase() ||
    names.includes('') ||
    new Set(names).size < names.length ||
    searchParams.get('$filter') !== (filter ?? null)
  )
    return undefined;
  return String(searchParams) || undefined;
}

/** The options of a link that {@link readNextLink} has read, decoded. */
export const optionsOf = (link: string): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(link));
