import type { FilterOperator } from './entity-set.ts';

/** The operators that compare, each with how it reads from the other side: `5 lt x` is `x gt 5`. */
export const comparisons: Readonly<Record<string, FilterOperator>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};
