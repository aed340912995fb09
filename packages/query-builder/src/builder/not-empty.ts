declare const reason: unique symbol;

/** A list that must not be empty; `Message` says why. */
export interface EmptyListRefused<Message extends string> {
  readonly [reason]: Message;
}

/** `unknown` for a list that may have items, words for the literal `[]`. Costs one instantiation. */
export type NotEmpty<List, Message extends string> = List extends readonly [] ? EmptyListRefused<Message> : unknown;
