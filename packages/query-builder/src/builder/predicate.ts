import { refuseMore } from '../args/options.ts';
import { refuseEmptyLogic } from '../args/refuse-tree.ts';
import { refuseCondition, refuseMatchAll } from '../check/refusals.ts';
import { flat } from '../nodes/create.ts';
import { freezeTree } from '../nodes/freeze-tree.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { isMatchAll, MATCH_ALL } from '../nodes/match-all.ts';
import type { NotEmpty } from './not-empty.ts';

/** One operand or more, as arguments. */
export type Operands = readonly [first: Predicate, ...others: Predicate[]];

/** A condition on a row: what `filter` takes. Immutable. */
export interface Predicate {
  /** The condition as a tree. */
  readonly node: FilterNode;
  /** This and all of the others. */
  and(...others: Operands): Condition;
  /** This or any of the others. */
  or(...others: Operands): Condition;
  /** The opposite. `not (x gt 5)` also holds where x is null. */
  not(): Condition;
}

/** JavaScript's own `a && b` is `b`: it would drop `a`. */
type Condition = Predicate & {
  /**
   * For the compiler alone: it refuses what has it as a condition of JavaScript, as a promise that somebody forgot to await. At run time there
   * is none, and awaiting gives the condition itself.
   */
  readonly then: (resolve: (self: Predicate) => void) => void;
};

// Not exported where it is declared: the compiler would call it 'import("/path/to/predicate").Condition' in its messages. No interface
// either: what has a name that no other package can write, no other package can declare, and what is written out it can.
/** What operators return: a {@link Predicate} that `&&`, `?:` and `if` do not take, because they would drop a part of it. */
type ConditionType = Condition;
export type { ConditionType as Condition };

type Logic = 'and' | 'or';

/** What is given as arguments or as one array. Not flat(): it would pass over the holes of a sparse array. */
export const listed = <Item>(items: readonly (Item | readonly Item[])[]): Item[] =>
  items.flatMap((one) => (Array.isArray(one) ? Array.from<Item>(one) : (one as Item)));

/** The node of a predicate, not yet flat, and the fields that checked it: none where nobody did, or different ones. */
type Opened = readonly [node: FilterNode, scope?: object | undefined];

class TreePredicate implements Predicate {
  #node: FilterNode;
  readonly #scope: object | undefined;

  constructor(node: FilterNode, scope?: object) {
    this.#node = node;
    this.#scope = scope;
  }
  get node(): FilterNode {
    return freezeTree((this.#node = flat(this.#node)));
  }
  and(...others: Predicate[]): Condition {
    return join('and', others, this);
  }
  or(...others: Predicate[]): Condition {
    return join('or', others, this);
  }
  not(): Condition {
    return not(this);
  }
  /** The node as it was made, flat and frozen only once it is handed out, and the fields that checked it. */
  static open(operand: Predicate): Opened {
    return operand instanceof TreePredicate ? [operand.#node, operand.#scope] : [operand.node];
  }
}

/**
 * Makes a predicate. That it is a condition is for the compiler to watch over: at run time it has nothing that another predicate lacks.
 *
 * @param scope - The fields that made it and checked it; a query of the same fields need not check it again.
 */
export const predicate = (node: FilterNode, scope?: object): Condition =>
  new TreePredicate(node, scope) as Predicate as Condition;

/** What is in a predicate, or words for what came instead of one. */
export function open(operand: Predicate | undefined, where: string): Opened {
  const opened = operand && TreePredicate.open(operand);
  if (opened?.[0]?.kind) return opened;
  return refuseCondition(where, operand);
}

/**
 * One node of several; of conditions that hold for every row, `and` has no need and `or` no use. Its operands of the same kind stay as they
 * are, so that a chain grown by `a = a.or(b)` takes time in proportion: who hands the node out makes it {@link flat}.
 */
export function joinNodes(kind: Logic, nodes: readonly FilterNode[]): FilterNode {
  const operands: FilterNode[] = [];
  for (const node of nodes)
    if (!isMatchAll(node)) operands.push(node.kind === kind ? node : flat(node));
    else if (kind === 'or') refuseMatchAll();
  return operands.length > 1 ? { kind, operands } : (operands[0] ?? MATCH_ALL);
}

function join(kind: Logic, operands: readonly Predicate[], first?: Predicate): Condition {
  if (!operands.length) refuseEmptyLogic(kind);
  const nodes: FilterNode[] = [];
  let scope: object | undefined;
  for (const operand of first ? [first, ...operands] : operands) {
    const opened = open(operand, kind);
    scope = !nodes.length || scope === opened[1] ? opened[1] : undefined;
    nodes.push(opened[0]);
  }
  return predicate(joinNodes(kind, nodes), scope);
}

/**
 * All of the conditions hold. JavaScript's own `&&` would drop the condition before it, and does not compile.
 *
 * @param conditions - One or more, as arguments or as one array.
 * @throws `QueryError` `empty-logic` for none, `undefined-operand` for an undefined one.
 * @example
 * from(machineActions).filter((a) => and(a.type.eq('Isolate'), a.status.eq('Failed')));
 */
export function and(...conditions: Operands): Condition;
export function and<const List extends readonly Predicate[]>(
  conditions: List & NotEmpty<List, 'and needs at least one condition: without any the filter would be dropped'>,
): Condition;
export function and(...conditions: readonly (Predicate | readonly Predicate[])[]): Condition {
  return join('and', listed<Predicate>(conditions));
}

/**
 * One of the conditions holds, or more. JavaScript's own `||` drops the condition after it.
 *
 * @param conditions - One or more, as arguments or as one array.
 * @throws `QueryError` `empty-logic` for none, `undefined-operand` for an undefined one, `match-all-in-logic` for one that always holds.
 * @example
 * from(machineActions).filter((a) => or(a.status.eq('Failed'), a.status.eq('TimeOut')));
 */
export function or(...conditions: Operands): Condition;
export function or<const List extends readonly Predicate[]>(
  conditions: List & NotEmpty<List, 'or needs at least one condition: without any the filter would be dropped'>,
): Condition;
export function or(...conditions: readonly (Predicate | readonly Predicate[])[]): Condition {
  return join('or', listed<Predicate>(conditions));
}

/**
 * The condition does not hold.
 *
 * @throws `QueryError` `undefined-operand`, or `match-all-in-logic` for a condition that always holds.
 * @example
 * from(machineActions).filter((a) => not(a.machineId.startsWith('1e5b')));
 */
export function not(condition: Predicate): Condition;
export function not(condition: Predicate, ...more: readonly unknown[]): Condition {
  refuseMore('not', more);
  const [node, scope] = open(condition, 'not');
  return isMatchAll(node) ? refuseMatchAll() : predicate({ kind: 'not', operand: flat(node) }, scope);
}

/**
 * A condition that every row meets: the explicit spelling of "no filter".
 *
 * @example
 * from(machineActions).filter(() => matchAll()).toString(); // ''
 */
export function matchAll(): Condition {
  return predicate(MATCH_ALL);
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
export function whenDefined<Value>(value: Value | undefined, build: (value: Value) => Predicate): Condition {
  return value === undefined ? matchAll() : (build(value) as Condition);
}
