declare const reason: unique symbol;

/** What a query may not do: `Message` says why, and what it may. The compiler prints it where the type does not fit. */
export interface Refused<Message extends string> {
  readonly [reason]: Message;
}

// Each is looked up in an object, or the compiler would print the alias and its arguments in the place of the sentence.

/** A property that exists and may not be filtered. */
export type NotFilterable<Name extends string, Allowed extends string> = {
  as: Refused<`${Name} cannot be filtered. Allowed: ${Allowed}`>;
}['as'];

/** A property that was only observed to be filterable. */
export type ObservedOnly<Name extends string, Set extends string> = {
  as: Refused<`${Name} was only seen to be filterable: from(${Set}).withObserved() allows it`>;
}['as'];

/** An operator that a property does not have. */
export type NoOperator<Name extends string, Operator extends string, Allowed extends string> = {
  as: Refused<`${Name} has no ${Operator}. Allowed: ${Allowed}`>;
}['as'];
