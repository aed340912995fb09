/** The options of a link, decoded. */
export type LinkQuery = Readonly<Record<string, string>>;

/**
 * Reads a next link, if it can be trusted: it stays on the origin and the path, keeps the filter, and every option in it has a
 * name, once. Links that drop the filter were seen on sibling collections (observed); they would page the unfiltered set.
 *
 * @param link - `@odata.nextLink`, absolute or relative.
 * @param base - The URL of the collection, without a query.
 * @param filter - The decoded `$filter` that was sent.
 * @returns The link's options, or undefined where it must not be followed. Host and path are never taken from it.
 */
export function readNextLink(link: unknown, base: string, filter: string | undefined): LinkQuery | undefined {
  if (typeof link !== 'string' || !URL.canParse(link, base)) return undefined;
  const { origin, pathname, username, searchParams } = new URL(link, base);
  const expected = new URL(base);
  if (origin !== expected.origin || username || pathname.toLowerCase() !== expected.pathname.toLowerCase())
    return undefined;
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of searchParams) {
    if (!name || name in query) return undefined;
    query[name] = value;
  }
  return query['$filter'] === filter ? query : undefined;
}
