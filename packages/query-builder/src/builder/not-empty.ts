import type { Refused } from './refused.ts';

/** `unknown` for a list that may have items, words for the literal `[]`. Costs one instantiation. */
export type NotEmpty<List, Message extends string> = List extends readonly [] ? Refused<Message> : unknown;
