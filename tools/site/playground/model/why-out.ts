import type { EntityType, FilterNode } from '@defender-odata/query-builder';
import { printFilter } from '@defender-odata/query-builder/parse';
import { compileFilter } from '@defender-odata/query-builder/evaluate';

/** Why a row is out: the first condition that is not true, as text, and what the row has there. */
export interface Reason {
  readonly condition: string;
  /** The properties of the row that the condition reads. */
  readonly values: readonly (readonly [name: string, value: unknown])[];
  /** Said where the condition is one of several, of which none holds. */
  readonly isAnyOf: boolean;
}

/** The names of the row's own properties that a condition reads. */
function namesIn(node: unknown, names = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return names;
  const { kind, name, source } = node as { kind?: unknown; name?: unknown; source?: unknown };
  if (kind === 'property' && typeof name === 'string' && !source) names.add(name);
  for (const part of Object.values(node)) namesIn(part, names);
  return names;
}

/**
 * Makes what tells why rows are out. Each condition is compiled once.
 *
 * @param filter - The whole filter.
 * @returns A function of the row; undefined where the row is in.
 */
export function createWhyOut(filter: FilterNode, type: EntityType): (row: object) => Reason | undefined {
  const compiled = new Map<FilterNode, (row: object) => boolean>();
  const holds = (node: FilterNode, row: object): boolean => {
    let isTrue = compiled.get(node);
    if (!isTrue) compiled.set(node, (isTrue = compileFilter(node, type)));
    return isTrue(row);
  };
  const first = (node: FilterNode, row: object): FilterNode => {
    if (node.kind !== 'and') return node;
    const failing = node.operands.find((operand) => !holds(operand, row));
    return failing ? first(failing, row) : node;
  };
  return (row) => {
    if (holds(filter, row)) return undefined;
    const node = first(filter, row);
    const values = [...namesIn(node)].map(
      (name) => [name, Object.hasOwn(row, name) ? (row as Record<string, unknown>)[name] : undefined] as const,
    );
    return { condition: printFilter(node), values, isAnyOf: node.kind === 'or' };
  };
}
