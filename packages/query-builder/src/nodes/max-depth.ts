/**
 * How many nodes may lie on the way from the root of a filter to any leaf, both included. `and` and `or` of any length are one
 * node, so a filter of that depth is none that anybody wrote; the limit keeps every function of this package off the end of the stack.
 */
export const MAX_DEPTH = 500;
