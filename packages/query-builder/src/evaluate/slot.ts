import type { Context, Expression } from './context.ts';
import type { StaticType } from './static-type.ts';

/**
 * The place of the item that a loop over a collection looks at. Expressions inside the loop read it, the loop sets it: a predicate
 * runs to its end before the next one starts, so one place for each loop is enough, nested loops included.
 */
export interface Slot {
  item: unknown;
}

/** A slot, and the expression that reads it. */
export function createSlot(type: StaticType): { slot: Slot; expression: Expression } {
  const slot: Slot = { item: null };
  return { slot, expression: { type, get: () => slot.item } };
}

/** The context inside a loop whose items have a name. */
export const withVariable = (cx: Context, name: string, expression: Expression): Context => ({
  ...cx,
  variables: new Map([...cx.variables, [name, expression]]),
});

/** The context inside a `$filter` on a path: names are those of the items. */
export const withSelf = (cx: Context, self: Expression): Context => ({ ...cx, self });
