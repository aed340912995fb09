import type { FilterNode } from './filter-node.ts';

/** The condition that every row meets. */
export const MATCH_ALL: FilterNode = { kind: 'literal', type: 'Edm.Boolean', value: 'true' };

export const isMatchAll = (node: FilterNode): boolean =>
  node.kind === 'literal' && node.type === 'Edm.Boolean' && /^true$/i.test(node.value);
