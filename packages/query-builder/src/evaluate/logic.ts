import type { AndNode, FilterNode, NotNode, OrNode } from '../nodes/filter-node.ts';
import { writeFilter } from '../print/print-filter.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, type Getter, refuse } from './context.ts';
import { BOOLEAN, describeType, isPrimitive } from './static-type.ts';

/** A condition: an expression that can say cheaply whether it is true, or false, beside its three-valued value. */
export interface Condition extends Expression {
  readonly get: Getter<boolean | null>;
  readonly isTrue: Getter<boolean>;
  readonly isFalse: Getter<boolean>;
}

/** A condition that is never null. */
export const twoValued = (isTrue: Getter<boolean>): Condition => ({
  type: BOOLEAN,
  get: isTrue,
  isTrue,
  isFalse: (row) => !isTrue(row),
});

/** A condition from a getter of true, false or null. */
export const threeValued = (get: Getter<boolean | null>): Condition => ({
  type: BOOLEAN,
  get,
  isTrue: (row) => get(row) === true,
  isFalse: (row) => get(row) === false,
});

/** Compiles something that must be a condition: of Edm.Boolean, or null. */
export function compileCondition(node: FilterNode, cx: Context, what: string, advise = (): string => ''): Condition {
  const expression = compile(node, cx);
  const { type, get, isTrue, isFalse } = expression;
  if (type.kind !== 'null' && !isPrimitive(type, 'Edm.Boolean')) {
    refuse(
      cx,
      node,
      `${what} must be a condition (Edm.Boolean); ${writeFilter(node)} is ${describeType(type)}.${advise()}`,
    );
  }
  const condition = threeValued(get as Getter<boolean | null>); // Edm.Boolean and null have no other values
  return isTrue && isFalse ? { ...condition, isTrue, isFalse } : condition;
}

/** `and` and `or`, three-valued (5.1.1.1.7, 5.1.1.1.8). */
export function compileLogic(node: AndNode | OrNode, cx: Context): Condition {
  if (!Array.isArray(node.operands) || node.operands.length === 0) refuse(cx, node, `${node.kind} needs a condition.`);
  // Not map(): it would pass over the holes of a sparse array.
  const operands = Array.from(node.operands, (operand) =>
    compileCondition(operand, cx, `Each operand of ${node.kind}`),
  );
  const areTrue = operands.map(({ isTrue }) => isTrue);
  const areFalse = operands.map(({ isFalse }) => isFalse);
  const getters = operands.map(({ get }) => get);
  return node.kind === 'and'
    ? { type: BOOLEAN, get: decided(getters, false), isTrue: every(areTrue), isFalse: some(areFalse) }
    : { type: BOOLEAN, get: decided(getters, true), isTrue: some(areTrue), isFalse: every(areFalse) };
}

/** `not`: not null is null (5.1.1.1.9). */
export function compileNot(node: NotNode, cx: Context): Condition {
  const advice = (): string =>
    ` not binds stronger than a comparison: write not (${writeFilter(node.operand)} …) to negate the whole.`;
  const { get, isTrue, isFalse } = compileCondition(node.operand, cx, 'The operand of not', advice);
  const opposite = (row: object): boolean | null => {
    const value = get(row);
    return value === null ? null : !value;
  };
  return { type: BOOLEAN, get: opposite, isTrue: isFalse, isFalse: isTrue };
}

/** The value that one operand decides alone, null when none does and one is null, else the opposite. */
const decided =
  (getters: readonly Getter<boolean | null>[], deciding: boolean): Getter<boolean | null> =>
  (row) => {
    let hasNull = false;
    for (const get of getters) {
      const value = get(row);
      if (value === deciding) return deciding;
      if (value === null) hasNull = true;
    }
    return hasNull ? null : !deciding;
  };

function every(conditions: readonly Getter<boolean>[]): Getter<boolean> {
  const [first, second, third, ...more] = conditions;
  if (!first || !second) return first ?? (() => true);
  if (!third) return (row) => first(row) && second(row);
  if (more.length === 0) return (row) => first(row) && second(row) && third(row);
  return (row) => {
    for (const condition of conditions) if (!condition(row)) return false;
    return true;
  };
}

function some(conditions: readonly Getter<boolean>[]): Getter<boolean> {
  const [first, second, third, ...more] = conditions;
  if (!first || !second) return first ?? (() => false);
  if (!third) return (row) => first(row) || second(row);
  if (more.length === 0) return (row) => first(row) || second(row) || third(row);
  return (row) => {
    for (const condition of conditions) if (condition(row)) return true;
    return false;
  };
}
