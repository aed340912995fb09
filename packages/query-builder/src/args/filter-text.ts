import { QueryError } from '../errors.ts';
import type { FilterNode } from '../nodes/filter-node.ts';

let parser: ((text: string) => FilterNode) | undefined;

/**
 * Makes `filter(text)` work. `@defender-odata/query-builder/parse` calls it when it is loaded, so that who never filters by text
 * does not pay for the parser.
 *
 * @internal
 */
export function setFilterTextParser(parse: (text: string) => FilterNode): void {
  parser = parse;
}

export function parseFilterText(text: string): FilterNode {
  if (parser) return parser(text);
  throw new QueryError(
    'parser-not-loaded',
    'Text needs the parser: filter(parseFilter(text)) of @defender-odata/query-builder/parse.',
  );
}
