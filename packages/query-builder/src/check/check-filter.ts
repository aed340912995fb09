import { ownOptions, refuseArgument, requireTree } from '../args/options.ts';
import type { EntitySet } from '../edm/entity-set.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { checkTree } from './check-tree.ts';

/**
 * Holds a filter to what an entity set allows: its filterable properties, each with its operators and values of its type, joined
 * by `and`, `or` and `not`. Built filters and filters that were parsed from text are held to the same list.
 *
 * @param node - The filter, as a tree.
 * @param set - The entity set.
 * @param options - `observed`: whether properties count that were only observed to be filterable. Default: false.
 * @throws {@link QueryError} naming the property and what is allowed.
 * @example
 * checkFilter(parseFilter("status eq 'Failed'"), machineActions);
 */
export function checkFilter(node: FilterNode, set: EntitySet, options?: { readonly observed?: boolean }): void {
  requireTree('checkFilter', node);
  if (!set?.entityType) refuseArgument('The second argument of checkFilter', 'an entity set', set);
  const { observed = false } = ownOptions('checkFilter', options, ['observed']);
  if (typeof observed !== 'boolean') refuseArgument('observed', 'true or false', observed);
  checkTree(node, set, observed);
}
