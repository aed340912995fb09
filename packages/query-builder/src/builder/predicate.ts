import { QueryError } from '../errors.ts';
import { literal, logic, not as negate } from '../nodes/create.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import type { NotEmpty } from './not-empty.ts';

/** One operand or more, as arguments. */
export type Operands = readonly [Predicate, ...Predicate[]];

/** A condition on a row: what a field's operators return, and what `filter` takes. Immutable. */
export interface Predicate {
  /** The condition as a tree. */
  readonly node: FilterNode;
  /** This and all of the others. */
  and(...others: Operands): Predicate;
  /** This or any of the others. */
  or(...others: Operands): Predicate;
  /** The opposite. `not (x gt 5)` also holds where x is null. */
  not(): Predicate;
}

class TreePredicate implements Predicate {
  readonly node: FilterNode;
  constructor(node: FilterNode) {
    this.node = node;
    Object.freeze(this);
  }
  and(...others: Predicate[]): Predicate {
    return join('and', [this, ...others]);
  }
  or(...others: Predicate[]): Predicate {
    return join('or', [this, ...others]);
  }
  not(): Predicate {
    return not(this);
  }
}

export const predicate = (node: FilterNode): Predicate => new TreePredicate(node);

const TRUE = predicate(literal('Edm.Boolean', 'true'));

export const isMatchAll = ({ kind, type, value }: FilterNode & { type?: unknown; value?: unknown }): boolean =>
  kind === 'literal' && type === 'Edm.Boolean' && /^true$/i.test(String(value));

export function refuseMatchAll(): never {
  throw new QueryError(
    'match-all-in-logic',
    'A condition that holds for every row stands within "or" or "not", which would widen the query or empty it.',
  );
}

/** The node of a predicate, or words for what came instead of one. */
export function nodeOf(operand: Predicate | undefined, where: string): FilterNode {
  if (operand?.node?.kind) return operand.node;
  throw new QueryError(
    'undefined-operand',
    `${where}: one of the conditions is ${operand === undefined ? 'undefined' : 'not a condition'}; whenDefined(value, …) leaves one out on purpose.`,
  );
}

function join(kind: 'and' | 'or', operands: readonly Predicate[]): Predicate {
  const nodes: FilterNode[] = [];
  for (const operand of operands) {
    const node = nodeOf(operand, kind);
    if (!isMatchAll(node)) nodes.push(node);
    else if (kind === 'or') refuseMatchAll();
  }
  if (!operands.length)
    throw new QueryError(
      'empty-logic',
      `"${kind}" without conditions would drop the filter; matchAll() does so on purpose.`,
    );
  const [first, second] = nodes;
  return first ? predicate(second ? logic(kind, nodes) : first) : TRUE;
}

const flatten = (operands: readonly (Predicate | readonly Predicate[])[]) => operands.flat() as readonly Predicate[];

/**
 * All of the conditions hold.
 *
 * @param conditions - One or more, as arguments or as one array.
 * @throws {@link QueryError} `empty-logic` for none, `undefined-operand` for an undefined one.
 * @example
 * from(machineActions).filter((a) => and(a.type.eq('Isolate'), a.status.eq('Failed')));
 */
export function and(...conditions: Operands): Predicate;
export function and<const List extends readonly Predicate[]>(
  conditions: List & NotEmpty<List, 'and needs at least one condition: without any the filter would be dropped'>,
): Predicate;
export function and(...conditions: readonly (Predicate | readonly Predicate[])[]): Predicate {
  return join('and', flatten(conditions));
}

/**
 * One of the conditions holds, or more.
 *
 * @param conditions - One or more, as arguments or as one array.
 * @throws {@link QueryError} `empty-logic` for none, `undefined-operand` for an undefined one, `match-all-in-logic` for one that always holds.
 * @example
 * from(machineActions).filter((a) => or(a.status.eq('Failed'), a.status.eq('TimeOut')));
 */
export function or(...conditions: Operands): Predicate;
export function or<const List extends readonly Predicate[]>(
  conditions: List & NotEmpty<List, 'or needs at least one condition: without any the filter would be dropped'>,
): Predicate;
export function or(...conditions: readonly (Predicate | readonly Predicate[])[]): Predicate {
  return join('or', flatten(conditions));
}

/**
 * The condition does not hold.
 *
 * @throws {@link QueryError} `undefined-operand`, or `match-all-in-logic` for a condition that always holds.
 * @example
 * from(machineActions).filter((a) => not(a.requestor.startsWith('svc-')));
 */
export function not(condition: Predicate): Predicate {
  const node = nodeOf(condition, 'not');
  return isMatchAll(node) ? refuseMatchAll() : predicate(negate(node));
}

/**
 * A condition that every row meets: the explicit spelling of "no filter".
 *
 * @example
 * from(machineActions).filter(() => matchAll()).toString(); // ''
 */
export function matchAll(): Predicate {
  return TRUE;
}

/**
 * The condition if there is a value for it, else {@link matchAll}: the explicit spelling of "leave it out when it is undefined".
 *
 * @param value - What the condition needs; `null` counts as a value.
 * @param build - Makes the condition from the value.
 * @example
 * declare const machineId: string | undefined;
 * from(machineActions).filter((a) => and(a.status.eq('Failed'), whenDefined(machineId, (id) => a.machineId.eq(id))));
 */
export function whenDefined<Value>(value: Value | undefined, build: (value: Value) => Predicate): Predicate {
  return value === undefined ? TRUE : build(value);
}
