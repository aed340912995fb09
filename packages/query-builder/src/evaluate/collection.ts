import type { CountNode, FilteredNode, FilterNode, LambdaNode } from '../nodes/filter-node.ts';
import { writeFilter } from '../print/print-filter.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, type Getter, refuse, valuesOf } from './context.ts';
import { compileCondition, twoValued } from './logic.ts';
import { createSlot, type Slot, withSelf, withVariable } from './slot.ts';
import { describeType, INT32, type StaticType } from './static-type.ts';

type Items = readonly unknown[];

/** A collection that an operator looks into: the type of its items, and the items of a row; a missing one has none. */
export interface Collection {
  readonly item: StaticType;
  readonly getItems: Getter<Items>;
}

/** Compiles something that must be a collection. */
export function compileCollection(node: FilterNode, cx: Context, what: string): Collection {
  const source = compile(node, cx);
  if (source.type.kind !== 'collection') {
    return refuse(cx, node, `${what} needs a collection; ${writeFilter(node)} is ${describeType(source.type)}.`);
  }
  const get = valuesOf<Items>(source);
  return { item: source.type.item, getItems: (row) => get(row) ?? [] };
}

/**
 * Compiles `any` and `all` (5.1.1.13): `any` holds when its condition is true for an item, and without a condition when there is
 * one; `all` when it is true for every item, so also when there is none.
 */
export function compileLambda(node: LambdaNode, cx: Context): Expression {
  const { item, getItems } = compileCollection(node.source, cx, node.operator);
  if (node.variable === undefined || node.predicate === undefined) {
    if (node.operator === 'all') refuse(cx, node, 'all needs a condition.');
    return twoValued((row) => getItems(row).length > 0);
  }
  const { slot, expression } = createSlot(item);
  const inside = withVariable(cx, node.variable, expression);
  const { isTrue } = compileCondition(node.predicate, inside, `The condition of ${node.operator}`);
  const test = testItem(slot, isTrue);
  return twoValued(
    node.operator === 'any'
      ? (row) => getItems(row).some((value) => test(value, row))
      : (row) => getItems(row).every((value) => test(value, row)),
  );
}

/** Tests one item. The item of an outer round of the same loop comes back afterwards. */
const testItem =
  (slot: Slot, isTrue: Getter<boolean>) =>
  (value: unknown, row: object): boolean => {
    const before = slot.item;
    slot.item = value;
    try {
      return isTrue(row);
    } finally {
      slot.item = before;
    }
  };

/** The items that meet a condition in which names are those of the item. */
function compileMatching(source: Collection, predicate: FilterNode, cx: Context): Getter<Items> {
  const { slot, expression } = createSlot(source.item);
  const { isTrue } = compileCondition(predicate, withSelf(cx, expression), 'A filter');
  const test = testItem(slot, isTrue);
  return (row) => source.getItems(row).filter((value) => test(value, row));
}

/** Compiles `path/$filter(…)`. */
export function compileFiltered(node: FilteredNode, cx: Context): Expression {
  const source = compileCollection(node.source, cx, '$filter');
  return { type: { kind: 'collection', item: source.item }, get: compileMatching(source, node.predicate, cx) };
}

/** Compiles `path/$count`, with or without a `$filter` (4.8). */
export function compileCount(node: CountNode, cx: Context): Expression {
  if (node.search !== undefined) refuse(cx, node, '$search cannot be evaluated: what it finds is up to a service.');
  const source = compileCollection(node.source, cx, '$count');
  const getItems = node.filter ? compileMatching(source, node.filter, cx) : source.getItems;
  return { type: INT32, get: (row) => getItems(row).length };
}
