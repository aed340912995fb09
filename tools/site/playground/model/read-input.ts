import { parseQuery, type ParsedQuery } from '@defender-odata/query-builder/parse';
import { listed, type CollectionName } from './collections.ts';

/** What somebody typed or pasted, taken apart. */
export interface Input {
  /** The collection that a path names; undefined where the text is a filter or options alone. */
  readonly collection: CollectionName | undefined;
  /** A path that was found and is none of a list. */
  readonly unknownPath: string | undefined;
  /** Where in the text the query string begins, and the query string; undefined where the text is a filter. */
  readonly query: { readonly text: string; readonly from: number } | undefined;
  /** The filter where the text is one. */
  readonly filter: string | undefined;
}

const REQUEST = /(?:https?:\/\/[^\s/?#'"]+)?(?<path>\/[\w$().=/-]*)?\?(?=\$|%24|[a-z]+=)/i;

/**
 * Finds the query in a text: a filter, a query string, a URL, a line of a log, or a call of curl in quotation marks.
 *
 * @param text - What was typed, as it is.
 */
export function readInput(text: string): Input {
  const found = REQUEST.exec(text);
  const none = { collection: undefined, unknownPath: undefined, query: undefined, filter: undefined };
  if (found) {
    const path = found.groups?.['path'];
    const from = found.index + found[0].length;
    const query = { text: cut(text.slice(from), text[found.index - 1]), from };
    const name = listed.find((one) => one.path.toLowerCase() === path?.replace(/\/$/, '').toLowerCase())?.name;
    const unknownPath = path !== undefined && name === undefined ? path : undefined;
    return { ...none, collection: name, unknownPath, query };
  }
  const option = /^\s*(?:\$|%24)[a-z]+=/i.exec(text);
  if (!option) return { ...none, filter: text };
  const from = text.length - text.trimStart().length;
  return { ...none, query: { text: cut(text.slice(from), undefined), from } };
}

/** A query string without what stands around it: the line's end, the protocol of a log, the closing mark of a shell. */
function cut(rest: string, before: string | undefined): string {
  const [line = ''] = rest.split(/[\r\n]/, 1);
  const end = before === '"' || before === "'" || before === '`' ? line.lastIndexOf(before) : -1;
  return (end >= 0 ? line.slice(0, end) : line).replace(/\s+HTTP\/[\d.]+.*$/, '').replace(/["\s]+$/, '');
}

/** The options of a query string, decoded. */
export const optionsOf = (query: string): ParsedQuery => parseQuery(query);
