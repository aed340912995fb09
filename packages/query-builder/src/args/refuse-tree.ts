import type { EdmProperty } from '../edm/entity-type.ts';
import { QueryError } from '../errors.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { adviceOn } from './advice.ts';

/** Keeps every walk over a tree off the end of the stack. */
export function limitDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new QueryError('too-deep', `The filter is more than ${MAX_DEPTH} levels deep.`);
}

/** @param property - What it is compared with, where that is known. */
export function refuseExpression(node: FilterNode | undefined, isCondition = false, property?: EdmProperty): never {
  const { kind, name } = (node ?? {}) as { readonly kind?: string; readonly name?: string };
  throw new QueryError(
    'expression-not-allowed',
    `A filter compares a property with literals; ${adviceOn({ expression: node, isCondition, property }) || `"${name ?? kind}" has no place there.`}`,
  );
}

/** Refuses a logic without operands: printed it would be no condition at all, and ask for every row. */
export function refuseEmptyLogic(kind: 'and' | 'or'): never {
  throw new QueryError('empty-logic', `${kind} needs a condition; matchAll() asks for every row.`);
}
