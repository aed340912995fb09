import { from, type EntitySet, type FilterNode } from '@defender-odata/query-builder';
import { encodeQuery } from '../pipeline/encode-query.ts';
import { toTicks } from '../core/ticks.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { paramsOf, type BuiltQuery } from './query-input.ts';

type ListNode = Extract<FilterNode, { kind: 'list' }>;
/** A condition such as `id in (…)`. */
type Membership = Extract<FilterNode, { kind: 'in' }> & { readonly right: ListNode };

const isMembership = (node: FilterNode): node is Membership => node.kind === 'in' && node.right.kind === 'list';

/**
 * What two values have in common that the service takes for one: an instant that is written in several ways, a text in another case. In
 * two parts they would bring its rows twice.
 */
function keyOf(item: FilterNode): string {
  if (item.kind === 'literal' && item.type === 'Edm.DateTimeOffset' && /^\d{4}-/.test(item.value))
    return String(toTicks(item.value));
  return JSON.stringify(item).toLowerCase();
}

/** The different values of a list, those together that have to stay so. */
function groupsOf({ right }: Membership): readonly (readonly FilterNode[])[] {
  const groups = new Map<string, Map<string, FilterNode>>();
  for (const item of right.items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? new Map<string, FilterNode>();
    groups.set(key, group.set(JSON.stringify(item), item));
  }
  return Array.from(groups.values(), (group) => [...group.values()]);
}

/** What the service offers is offered here too, whatever the compiler knows of the set. */
const selecting = (query: BuiltQuery, $select: string): BuiltQuery =>
  (query as unknown as { select(...names: readonly string[]): BuiltQuery }).select(...$select.split(','));

/**
 * Splits a query whose URL would be too long into several that fit, at its longest `in`: the rows of `a in (1,2,3,4)` are those of
 * `a in (1,2)` and those of `a in (3,4)`. Values that stand in the list twice are asked for once.
 *
 * @param room - How long a query string may be, with its `?` and the largest `$top` and `$skip`, in characters.
 * @throws {@link DefenderError} `UrlTooLong` where there is no `in` to split at, or where `$top` or `$skip` would count over several calls.
 */
export function splitQuery(set: EntitySet, query: BuiltQuery, room: number): readonly BuiltQuery[] {
  const params = paramsOf(query);
  if (encodeQuery({ ...params, $top: 10_000, $skip: 1_000_000_000 }).length <= room) return [query];
  const { filterNode } = query;
  const conditions = filterNode?.kind === 'and' ? filterNode.operands : filterNode ? [filterNode] : [];
  const lists = conditions.filter(isMembership).map((node) => ({ node, groups: groupsOf(node) }));
  const longest = lists.toSorted((a, b) => b.groups.length - a.groups.length)[0];
  const canBeSplit = !!longest && longest.groups.length > 1;
  const { $filter: _, $skip, $select, ...others } = params;
  if (!canBeSplit || $skip || Object.keys(others).length)
    throw new DefenderError(
      'UrlTooLong',
      `The URL is longer than maxUrlLength; ${canBeSplit ? `leave out all but ${set.select ? 'filter and select' : 'the filter'} to have it split` : 'there is no list ("in") to split'}.`,
    );
  const { node: whole, groups } = longest;
  const middle = groups.length >> 1;
  return [groups.slice(0, middle), groups.slice(middle)].flatMap((half) => {
    const right: ListNode = { kind: 'list', items: half.flat() };
    // The filter was checked when it was built; observed properties were allowed then or not used.
    let shorter = from(set).withObserved();
    for (const node of conditions) shorter = shorter.filter(node === whole ? { ...whole, right } : node);
    return splitQuery(set, $select === undefined ? shorter : selecting(shorter, $select), room);
  });
}
