import { QueryError } from '../errors.ts';
import { addOperand, literal } from '../nodes/create.ts';
import { freezeTree } from '../nodes/freeze-tree.ts';
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

type Logic = 'and' | 'or';

class TreePredicate implements Predicate {
  readonly #node: FilterNode;
  readonly #scope: object | undefined;

  constructor(node: FilterNode, scope?: object) {
    this.#node = node;
    this.#scope = scope;
  }
  get node(): FilterNode {
    return freezeTree(this.#node);
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
  /** The node as it was made: frozen only once it is handed out. */
  static rawOf(operand: Predicate): FilterNode {
    return operand instanceof TreePredicate ? operand.#node : operand.node;
  }
  static scopeOf(operand: Predicate): object | undefined {
    return operand instanceof TreePredicate ? operand.#scope : undefined;
  }
}

/**
 * Makes a predicate.
 *
 * @param scope - The fields that made it and checked it; a query of the same fields need not check it again.
 */
export const predicate = (node: FilterNode, scope?: object): Predicate => new TreePredicate(node, scope);

/** The fields that checked a predicate; undefined for one that nobody checked, or that mixes fields. */
export const { scopeOf } = TreePredicate;

const TRUE = predicate(literal('Edm.Boolean', 'true'));

export const isMatchAll = (node: FilterNode): boolean =>
  node.kind === 'literal' && node.type === 'Edm.Boolean' && /^true$/i.test(node.value);

export function refuseMatchAll(): never {
  throw new QueryError(
    'match-all-in-logic',
    'A condition that holds for every row, within "or" or "not", would widen the query or empty it.',
  );
}

/** The node of a predicate, or words for what came instead of one. */
export function nodeOf(operand: Predicate | undefined, where: string): FilterNode {
  const node = operand && TreePredicate.rawOf(operand);
  if (node?.kind) return node;
  throw new QueryError(
    'undefined-operand',
    `${where}: a condition is ${operand === undefined ? 'undefined' : 'none'}; whenDefined(value, …) leaves one out on purpose.`,
  );
}

function join(kind: Logic, operands: readonly Predicate[]): Predicate {
  if (!operands.length)
    throw new QueryError('empty-logic', `"${kind}" has no conditions; matchAll() asks for every row.`);
  const parts: FilterNode[] = [];
  let joined: Predicate | undefined;
  let scope: object | undefined;
  for (const operand of operands) {
    const node = nodeOf(operand, kind);
    if (isMatchAll(node)) {
      if (kind === 'or') refuseMatchAll();
      continue;
    }
    addOperand(parts, kind, node);
    scope = joined && scope !== scopeOf(operand) ? undefined : scopeOf(operand);
    joined = operand;
  }
  return parts.length > 1 ? predicate({ kind, operands: parts }, scope) : (joined ?? TRUE);
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
  return isMatchAll(node) ? refuseMatchAll() : predicate({ kind: 'not', operand: node }, scopeOf(condition));
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
