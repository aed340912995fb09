/**
 * How many operators may lie on the way from the root of a filter to any of its literals and properties. `and` and `or` of any
 * length are one, so a filter of that depth is none that anybody wrote; the limit keeps every function of this package off the end of the stack.
 */
export const MAX_DEPTH = 500;
