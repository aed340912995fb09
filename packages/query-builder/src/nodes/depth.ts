import type { FilterNode } from './filter-node.ts';
import { MAX_DEPTH } from './max-depth.ts';

/** Whether a filter nests deeper than {@link MAX_DEPTH}. */
export const isTooDeep = (root: FilterNode): boolean => heightOf(root) > MAX_DEPTH;

/**
 * How many operators lie on the longest way from the root of a filter to a leaf. Walks without recursion, so that any tree can be
 * asked about, and stops counting beyond {@link MAX_DEPTH}.
 */
export function heightOf(root: FilterNode): number {
  let level: FilterNode[] = [root];
  let height = -1;
  while (level.length > 0 && height <= MAX_DEPTH) {
    const next: FilterNode[] = [];
    for (const node of level) collectChildren(node, next);
    level = next;
    height++;
  }
  return height;
}

/** Collects the nodes directly below one. Lists, and the pairs of a name and a value in them, are looked through: what has a `kind` is a node. */
function collectChildren(parent: object, into: FilterNode[]): void {
  for (const value of Object.values(parent)) {
    if (typeof value !== 'object' || value === null) continue;
    if ('kind' in value) into.push(value as FilterNode);
    else collectChildren(value, into);
  }
}
