import { from, type EntitySet, type FilterNode } from '@defender-odata/query-builder';
import { DefenderError } from '../errors/defender-error.ts';
import type { BuiltQuery } from '../query-input.ts';

type InNode = Extract<FilterNode, { kind: 'in' }>;
type ListNode = Extract<FilterNode, { kind: 'list' }>;

/** The conditions that all have to hold. */
const conjuncts = (node: FilterNode): readonly FilterNode[] => (node.kind === 'and' ? node.operands : [node]);

const sizeOf = (node: FilterNode): number =>
  node.kind === 'in' && node.right.kind === 'list' ? node.right.items.length : 0;

/**
 * Splits a query whose URL would be too long into several that fit, at its longest `in`: the rows of `a in (1,2,3,4)` are those of
 * `a in (1,2)` and those of `a in (3,4)`. Values that stand in the list twice are asked for once.
 *
 * @param fits - Whether the URL of a query is short enough.
 * @throws {@link DefenderError} `UrlTooLong` where there is no `in` to split at, or where `$top` or `$skip` would count over several calls.
 */
export function splitQuery(
  set: EntitySet,
  query: BuiltQuery,
  fits: (query: BuiltQuery) => boolean,
): readonly BuiltQuery[] {
  if (fits(query)) return [query];
  const { filterNode } = query;
  const all = filterNode ? conjuncts(filterNode) : [];
  const longest = all.reduce<FilterNode | undefined>(
    (best, node) => (sizeOf(node) > (best ? sizeOf(best) : 1) ? node : best),
    undefined,
  );
  if (!longest) throw tooLong('it has no list ("in") to split at; make the filter shorter');
  if (query.topCount !== undefined || query.skipCount)
    throw tooLong('it has to be split into several calls, over which top and skip cannot count; leave them out');
  const { left, right } = longest as InNode;
  const items = distinct((right as ListNode).items);
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)].flatMap((half) => {
    if (!half.length) return [];
    const shorter: FilterNode = { kind: 'in', left, right: { kind: 'list', items: half } };
    const operands = all.map((node) => (node === longest ? shorter : node));
    const filter: FilterNode = operands.length > 1 ? { kind: 'and', operands } : shorter;
    // The filter was checked when it was built; observed properties were allowed then or not used.
    return splitQuery(set, from(set).withObserved().filter(filter), fits);
  });
}

function distinct(items: readonly FilterNode[]): readonly FilterNode[] {
  const seen = new Map<string, FilterNode>();
  for (const item of items) seen.set(JSON.stringify(item), item);
  return [...seen.values()];
}

const tooLong = (why: string) =>
  new DefenderError('UrlTooLong', `The URL of this query is longer than maxUrlLength, and ${why}.`);
