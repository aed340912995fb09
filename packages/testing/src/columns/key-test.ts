import type { Leaf } from './leaf.ts';
import { TEXT_UNITS, type SortKey } from './sort-key.ts';

/** What sort keys alone say about a condition: 1 and 0 below and above a range of keys; within it the rows themselves decide. */
export interface KeyRange {
  readonly from: number;
  readonly to: number;
  readonly below: 0 | 1;
  readonly above: 0 | 1;
}

/** The same for a list: whoever's key is none of these meets the condition, or does not; the others are looked at. */
export interface KeySet {
  /** `NaN` is among them. */
  readonly among: ReadonlySet<number>;
  readonly elsewhere: 0 | 1;
}

const IF_LESS = { eq: 0, ne: 1, gt: 0, ge: 0, lt: 1, le: 1 } as const;
const IF_GREATER = { eq: 0, ne: 1, gt: 1, ge: 1, lt: 0, le: 0 } as const;

const opposite = (holds: 0 | 1): 0 | 1 => (holds === 1 ? 0 : 1);

/**
 * What sort keys can say about a condition; undefined where they say nothing.
 *
 * @param wanted Whether rows are looked for that meet the condition, or rows for which it is false.
 */
export function keyTestOf(
  { operator, literals }: Leaf,
  wanted: boolean,
  keyOf: SortKey,
): KeyRange | KeySet | undefined {
  const keys = literals.flatMap(({ type, value }) => (type === 'null' ? [] : [keyOf(value)]));
  const [key] = keys;
  if (operator === 'contains' || key === undefined || keys.some(Number.isNaN)) return undefined;
  // What is null has no key, and is looked at whether or not null is in the list.
  if (operator === 'in') return { among: new Set([...keys, NaN]), elsewhere: wanted ? 0 : 1 };
  if (operator === 'startswith') {
    const outside = wanted ? 0 : 1;
    const greatest = keyOf(`${literals[0]?.value ?? ''}${'\uFFFF'.repeat(TEXT_UNITS)}`);
    return { from: key, to: greatest, below: outside, above: outside };
  }
  const [below, above] = [IF_LESS[operator], IF_GREATER[operator]];
  return { from: key, to: key, below: wanted ? below : opposite(below), above: wanted ? above : opposite(above) };
}
