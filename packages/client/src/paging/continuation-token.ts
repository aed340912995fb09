import { DefenderError } from '../errors/defender-error.ts';
import type { LinkQuery } from './next-link.ts';

/** Where a list stands between two pages. */
export interface Position {
  /** Which part of a split query is next. */
  readonly part: number;
  /** Rows of that part that were passed, repeated ones included. */
  readonly offset: number;
  /** Rows still wanted; undefined for all. */
  readonly remaining?: number | undefined;
  /** The options of the next link that is to be followed. */
  readonly link?: LinkQuery | undefined;
}

/** A short fingerprint (FNV-1a, 32 bits): enough to tell one query from another, no protection against a forger. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Writes a position as text for another process; it holds no row and no filter but that of a next link. */
export function writeToken(position: Position, query: string): string {
  const bytes = new TextEncoder().encode(
    JSON.stringify([1, position.part, position.offset, position.remaining ?? null, position.link ?? null]),
  );
  const payload = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return `${payload}.${fingerprint(payload + query)}`;
}

/**
 * Reads what {@link writeToken} wrote.
 *
 * @param query - A text of the query that the token has to belong to.
 * @throws {@link DefenderError} `InvalidArgument` for a token of another query, a damaged one, and anything else.
 */
export function readToken(token: string, query: string): Position {
  const [payload = '', print] = typeof token === 'string' ? token.split('.') : [];
  if (print !== fingerprint(payload + query)) throw invalid();
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const [version, part, offset, remaining, link] = JSON.parse(new TextDecoder().decode(bytes));
    if (version !== 1) throw invalid();
    return { part, offset, remaining: remaining ?? undefined, link: link ?? undefined };
  } catch {
    throw invalid();
  }
}

const invalid = () =>
  new DefenderError(
    'InvalidArgument',
    'This continuationToken was not made for this query: take it from a page of the same query, unchanged.',
  );
