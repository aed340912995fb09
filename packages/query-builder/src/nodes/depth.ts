import type { FilterNode } from './filter-node.ts';
import { MAX_DEPTH } from './max-depth.ts';

/** Whether a filter nests deeper than {@link MAX_DEPTH}. Walks without recursion, so that any tree can be asked about. */
export function isTooDeep(root: FilterNode): boolean {
  let level: FilterNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    const next: FilterNode[] = [];
    for (const node of level) collectChildren(node, next);
    level = next;
  }
  return false;
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: FilterNode): FilterNode[] {
  const children: FilterNode[] = [];
  collectChildren(node, children);
  return children;
}

/** Lists, and the pairs of a name and a value in them, are looked through: what has a `kind` is a node. */
function collectChildren(parent: object, into: FilterNode[]): void {
  for (const value of Object.values(parent)) {
    if (typeof value !== 'object' || value === null) continue;
    if ('kind' in value) into.push(value as FilterNode);
    else collectChildren(value, into);
  }
}
