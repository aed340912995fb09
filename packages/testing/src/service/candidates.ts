import { operations } from '@defender-odata/client';
import type { FilterNode } from '@defender-odata/query-builder';
import type { Row } from '../rows/row.ts';
import { firstBefore, firstNotAfter } from '../store/newest-first.ts';
import type { RowStore } from '../store/store.ts';
import { instantKey } from '../time/instant.ts';

/** Some rows of a list, in its order: those from one index up to, but not including, another. */
export interface Candidates {
  readonly rows: readonly Row[];
  readonly from: number;
  readonly to: number;
}

const { immutableTimestamp } = operations.listMachineActions;

/** The conditions that a row must meet all of. */
const conditionsOf = (filter: FilterNode): readonly FilterNode[] =>
  filter.kind === 'and' ? filter.operands : [filter];

const isProperty = (node: FilterNode, name: string): boolean =>
  node.kind === 'property' && node.name === name && node.source === undefined;

/** The IDs that a condition leaves; undefined where it is about something else. */
function idsOf(condition: FilterNode): readonly string[] | undefined {
  if (condition.kind === 'comparison' && condition.operator === 'eq' && isProperty(condition.left, 'id')) {
    return condition.right.kind === 'literal' ? [condition.right.value] : undefined;
  }
  if (condition.kind !== 'in' || !isProperty(condition.left, 'id') || condition.right.kind !== 'list') return undefined;
  return condition.right.items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []));
}

function narrow({ rows, from, to }: Candidates, condition: FilterNode): Candidates {
  if (condition.kind !== 'comparison' || !isProperty(condition.left, immutableTimestamp)) return { rows, from, to };
  const { operator, right } = condition;
  const key = right.kind === 'literal' ? instantKey(right.value) : '';
  if (key === '' || operator === 'ne') return { rows, from, to };
  // The rows of the instant itself are kept on either side: the filter decides about them.
  const first = operator === 'gt' || operator === 'ge' ? 0 : firstNotAfter(rows, key);
  const last = operator === 'lt' || operator === 'le' ? rows.length : firstBefore(rows, key);
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
  const conditions = conditionsOf(filter);
  const ids = conditions.map(idsOf).find((found) => found !== undefined);
  if (ids === undefined) return conditions.reduce(narrow, all);
  const places = [...new Set(ids)].flatMap((id) => {
    const row = store.get(id);
    return row === undefined ? [] : [store.indexOf(row)];
  });
  const found = places
    .filter((place) => place !== -1)
    .toSorted((left, right) => left - right)
    .flatMap((place) => listed[place] ?? []);
  return { rows: found, from: 0, to: found.length };
}
