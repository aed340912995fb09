import type { FilterNode } from '@defender-odata/query-builder';
import { readLeaf, type Leaf } from '../columns/leaf.ts';
import { CREATED } from '../rows/created-of.ts';
import { firstBefore, firstNotAfter } from '../store/newest-first.ts';
import type { KeptRow, RowKeeper } from '../store/row-keeper.ts';
import type { RowStore } from '../store/store.ts';
import { instantKey } from '../time/instant.ts';

/** Some rows of a list, in its order: those from one index up to, but not including, another. */
export interface Candidates {
  readonly rows: readonly KeptRow[];
  readonly from: number;
  readonly to: number;
}

/** The conditions that a row must meet all of. */
const conditionsOf = (filter: FilterNode): readonly FilterNode[] =>
  filter.kind === 'and' ? filter.operands : [filter];

/** The IDs that a condition leaves; undefined where it is about something else. */
const idsOf = ({ property, operator, literals }: Leaf): readonly string[] | undefined =>
  property === 'id' && (operator === 'eq' || operator === 'in') ? literals.map(({ value }) => value) : undefined;

/** The conditions that leave one piece of a list in the order of time. */
const ORDERED: ReadonlySet<string> = new Set(['eq', 'gt', 'ge', 'lt', 'le']);

function narrow({ rows, from, to }: Candidates, { property, operator, literals }: Leaf, keeper: RowKeeper): Candidates {
  const instant = literals[0]?.value;
  if (property !== CREATED || !ORDERED.has(operator) || instantKey(instant) === '') return { rows, from, to };
  // The rows of the instant itself are kept on either side: the filter decides about them.
  const first = operator === 'gt' || operator === 'ge' ? 0 : firstNotAfter(rows, instant, keeper);
  const last = operator === 'lt' || operator === 'le' ? rows.length : firstBefore(rows, instant, keeper);
  return { rows, from: Math.max(from, first), to: Math.min(to, last) };
}

/**
 * The rows that can match a filter at all, found without looking at each: by their IDs, or by their time of creation, in whose order they
 * stand. The filter itself is still asked about every one of them.
 */
export function candidatesOf(filter: FilterNode | undefined, store: RowStore): Candidates {
  const { listed } = store;
  const all = { rows: listed, from: 0, to: listed.length };
  if (filter === undefined) return all;
  const conditions = conditionsOf(filter).flatMap((condition) => readLeaf(condition) ?? []);
  const ids = conditions.map(idsOf).find((found) => found !== undefined);
  if (ids === undefined) {
    return conditions.reduce<Candidates>((left, condition) => narrow(left, condition, store.keeper), all);
  }
  const found = [...new Set(ids)]
    .map((id) => store.indexOf(id))
    .filter((place) => place !== -1)
    .toSorted((left, right) => left - right)
    .flatMap((place) => listed[place] ?? []);
  return { rows: found, from: 0, to: found.length };
}
