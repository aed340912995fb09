/**
 * Whether what came for the one row behind a page that was shorter than asked for says that the page was not the end.
 *
 * A service that ignores `$skip` answers with what it has answered with before, and has nothing more. One whose set has moved meanwhile
 * answers with one row, which stood further down in the page.
 *
 * @param known - The keys of the rows that came before it.
 * @param first - The first key of the page.
 */
export function showsMore(keys: readonly unknown[], known: ReadonlySet<unknown>, first: unknown): boolean {
  return keys.length === 1 ? keys[0] !== first : keys.some((key) => !known.has(key));
}
