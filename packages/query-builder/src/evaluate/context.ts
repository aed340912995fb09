import type { FilterNode } from '../nodes/filter-node.ts';
import type { Positions } from '../parse/cursor.ts';
import type { StaticType } from './static-type.ts';
import { ODataTypeError } from './type-error.ts';

/** Computes a value from the row that is being looked at. */
export type Getter<Value = unknown> = (row: object) => Value;

/**
 * A compiled expression: its static type, and how its value is computed. What the value looks like follows from the type, see
 * `read-value.ts`. A condition may say more cheaply whether it is true or false than what its three-valued value is.
 */
export interface Expression {
  readonly type: StaticType;
  readonly get: Getter;
  /** Set when the value is the same for every row. */
  readonly constant?: { readonly value: unknown };
  /** The text of a string literal, which stands for a value of another type where the context wants one. */
  readonly text?: string;
  readonly isTrue?: Getter<boolean>;
  readonly isFalse?: Getter<boolean>;
  /** The members of a JSON object, whose types a structure in the context decides. */
  readonly members?: ReadonlyMap<string, Expression>;
  /** The name of a property of a plain row: what a comparison may read in its own, faster way. */
  readonly own?: string;
  /** A computed number in doubles, with a bound of its error. */
  readonly approximation?: Approximation;
}

/**
 * A number in doubles, for comparisons: nearly always that decides, because the two sides differ by far more than doubles can err,
 * and where it does not, the exact numbers do. The result is the exact one either way; only the work is less.
 */
export interface Approximation {
  /** Where there is no number this gives `NaN`, which decides nothing. */
  readonly get: Getter<number>;
  /** How many operations and leaves it has. */
  readonly size: number;
}

/** A moment for `now()`: a `Date`, milliseconds since 1970, or the text of an `Edm.DateTimeOffset`. */
export type Clock = () => Date | number | string;

/** How far the expansion of aliases has gone. */
export interface Aliasing {
  /** The aliases whose values enclose this place. */
  readonly open: ReadonlySet<string>;
  /** How deep the values that enclose this place nest, together. */
  readonly depth: number;
  /** How many aliases were expanded, everywhere. */
  readonly count: { expansions: number };
}

/** The text that a filter came from, and where its nodes began in it. */
export interface Place {
  readonly text: string;
  readonly positions: Positions;
}

/** What an expression is compiled against. */
export interface Context {
  /** The row: `$it`. */
  readonly it: Expression;
  /** What a path without a beginning starts from: the row, or the item of a `$count($filter=…)`: `$this`. */
  readonly self: Expression;
  /** The properties of the row that were compiled so far: a filter of thousands of terms names a few. */
  readonly ofRow: Map<string, Expression>;
  /** The variables of the enclosing `any` and `all`. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** The values of parameter aliases, without `@`. */
  readonly aliases: ReadonlyMap<string, FilterNode>;
  readonly aliasing: Aliasing;
  /** Whether the rows will be plain objects, so that their properties may be read without asking whose they are. */
  readonly rowsArePlain: boolean;
  readonly clock: Clock;
  readonly place: Place | undefined;
}

/** Refuses a node: the text is right, and means nothing for this type. */
export function refuse(cx: Context, node: FilterNode, message: string, allowed?: readonly string[]): never {
  throw new ODataTypeError(message, cx.place?.text, cx.place?.positions.get(node), allowed);
}

/** An expression's getter with the type of its values, which the caller knows from the static type. */
export const valuesOf = <Value>(expression: Expression): Getter<Value | null> =>
  // The one place where a static type of the filter becomes a type of the compiler.
  expression.get as Getter<Value | null>;

/** A constant. */
export const constant = (type: StaticType, value: unknown): Expression => ({
  type,
  get: () => value,
  constant: { value },
});
