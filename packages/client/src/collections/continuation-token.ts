import { DefenderError } from '../errors/defender-error.ts';

/**
 * Where a list stands between two pages: which part of a split query is next, how many rows of that part were passed (repeated ones
 * included), how many are still wanted (`Infinity` for all), and the options of the next link that is to be followed,
 * empty where there is none.
 */
export type Position = readonly [part: number, offset: number, remaining: number, link: string];

/** A short fingerprint (FNV-1a, 32 bits): enough to tell one query from another, no protection against a forger. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/**
 * Writes a position as text for another process; it holds no row and no filter but that of a next link. What a position consists
 * of is ASCII without `>`, `?` and `~`, and so its base64 has nothing that a URL or a cookie would have to encode.
 */
export function writeToken(position: Position, query: string): string {
  const payload = btoa(JSON.stringify(position)).replaceAll('=', '');
  return `${payload}.${fingerprint(payload + query)}`;
}

/**
 * Reads what {@link writeToken} wrote.
 *
 * @param query - A text of the query that the token has to belong to.
 * @throws {@link DefenderError} `InvalidArgument` for a token of another query, a damaged one, and anything else.
 */
export function readToken(token: string, query: string): Position {
  const [payload = '', print] = String(token).split('.');
  try {
    const [part, offset, remaining, link] = JSON.parse(atob(payload));
    if (print === fingerprint(payload + query)) return [part, offset, remaining ?? Infinity, link];
  } catch {
    // Whatever it is, it is no token.
  }
  throw tokenError();
}

export const tokenError = (): DefenderError =>
  new DefenderError(
    'InvalidArgument',
    'continuationToken must be that of a page of the same query, split by the same maxUrlLength, unchanged.',
  );
