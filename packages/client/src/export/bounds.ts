import type { FilterNode } from '@defender-odata/query-builder';
import { toTicks } from '../core/ticks.ts';
import { sayable, type Slice } from './slice.ts';

/** The range of a timestamp that a filter leaves, as far as conditions that have to hold say so; the filter itself is kept as it is. */
export function boundsOf(filter: FilterNode | undefined, timestamp: string): Pick<Slice, 'from' | 'to'> {
  let from: bigint | undefined;
  let to: bigint | undefined;
  for (const node of filter?.kind === 'and' ? filter.operands : filter ? [filter] : []) {
    if (node.kind !== 'comparison' || node.left.kind !== 'property' || node.right.kind !== 'literal') continue;
    const { operator, left, right } = node;
    if (left.name !== timestamp || left.source || right.type !== 'Edm.DateTimeOffset' || !/^\d{4}-/.test(right.value))
      continue;
    // More digits than a tick has are rounded outwards: a bound that is too wide costs nothing.
    const at = toTicks(right.value);
    if (/^(eq|ge|gt)$/.test(operator)) from = from === undefined || at > from ? at : from;
    if (/^(eq|le|lt)$/.test(operator)) to = to === undefined || at + 1n < to ? at + 1n : to;
  }
  return { from: sayable(from), to: sayable(to) };
}
