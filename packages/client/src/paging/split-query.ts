import { from, type EntitySet, type FilterNode } from '@defender-odata/query-builder';
import { encodeQuery } from '../core/encode-query.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { BuiltQuery } from '../query-input.ts';

type ListNode = Extract<FilterNode, { kind: 'list' }>;
/** A condition such as `id in (…)`. */
type Membership = Extract<FilterNode, { kind: 'in' }> & { readonly right: ListNode };

const canBeSplit = (node: FilterNode): node is Membership =>
  node.kind === 'in' && node.right.kind === 'list' && node.right.items.length > 1;

/**
 * Splits a query whose URL would be too long into several that fit, at its longest `in`: the rows of `a in (1,2,3,4)` are those of
 * `a in (1,2)` and those of `a in (3,4)`. Values that stand in the list twice are asked for once.
 *
 * @param room - How long a query string may be, with its `?` and the largest `$top` and `$skip`, in characters.
 * @throws {@link DefenderError} `UrlTooLong` where there is no `in` to split at, or where `$top` or `$skip` would count over several calls.
 */
export function splitQuery(set: EntitySet, query: BuiltQuery, room: number): readonly BuiltQuery[] {
  const params = query.toParams();
  if (encodeQuery({ ...params, $top: 10_000, $skip: 1_000_000_000 }).length <= room) return [query];
  const { filterNode } = query;
  const conditions = filterNode?.kind === 'and' ? filterNode.operands : filterNode ? [filterNode] : [];
  const [longest] = conditions.filter(canBeSplit).toSorted((a, b) => b.right.items.length - a.right.items.length);
  if (!longest || params.$top !== undefined || params.$skip)
    throw new DefenderError(
      'UrlTooLong',
      `The URL is longer than maxUrlLength; ${longest ? 'leave out top and skip to have it split' : 'there is no list ("in") to split'}.`,
    );
  const items = [...new Map(longest.right.items.map((item) => [JSON.stringify(item), item])).values()];
  const middle = items.length >> 1;
  return [items.slice(0, middle), items.slice(middle)].flatMap((half) => {
    if (!half.length) return [];
    // The filter was checked when it was built; observed properties were allowed then or not used.
    let shorter = from(set).withObserved();
    for (const node of conditions)
      shorter = shorter.filter(node === longest ? { ...longest, right: { kind: 'list', items: half } } : node);
    return splitQuery(set, shorter, room);
  });
}
