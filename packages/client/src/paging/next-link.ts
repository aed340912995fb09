/**
 * Reads a next link, if it can be trusted: it stays on the origin and the path, keeps the filter, and every option in it has a
 * name, of letters that stand for themselves in a URL. Links that drop the filter were seen on sibling collections (observed); they
 * would page the unfiltered set. Of an option that stands twice the last counts, and only that one is sent.
 *
 * @param link - `@odata.nextLink`, absolute or relative.
 * @param base - The URL of the collection, as `URL` writes it, without a query.
 * @param filter - The decoded `$filter` that was sent.
 * @returns The link's options as form-encoded text; empty where there is none, or the link must not be followed. Host and path are
 *   never taken from it.
 */
export function readNextLink(link: unknown, base: string, filter: string | undefined): string {
  const text = String(link);
  if (!URL.canParse(text, base)) return '';
  const { href, searchParams } = new URL(text, base);
  const options = optionsOf(searchParams);
  const isTrusted =
    // User, host, port and path at once.
    href.replace(/[?#].*/, '').toLowerCase() === base.toLowerCase() &&
    options['$filter'] === filter &&
    Object.keys(options).every((name) => /^[\w$@.-]+$/.test(name));
  return isTrusted ? String(searchParams) : '';
}

/** The options of a link that {@link readNextLink} has read, decoded. */
export const optionsOf = (link: string | URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(link));
