import type { EdmPrimitiveType } from '../edm/entity-type.ts';
import type { FilterNode } from './filter-node.ts';

/** The operators that compare two values (OData 4.01 URL Conventions, section 5.1.1.1). */
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/**
 * A literal. `value` is its text: for `Edm.String` the characters themselves, unquoted; for every other type the text as OData
 * writes it (`true`, `-5`, `2019-11-22T00:00:00.1234567Z`, `null`). Digits are never put through a JavaScript number.
 */
export interface LiteralNode {
  readonly kind: 'literal';
  readonly type: EdmPrimitiveType | 'null';
  readonly value: string;
}

/** A property, of the row itself or of what `source` gives: `status`, `address/city`. */
export interface PropertyNode {
  readonly kind: 'property';
  readonly name: string;
  readonly source?: FilterNode;
}

/** `left operator right`. */
export interface ComparisonNode {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: FilterNode;
  readonly right: FilterNode;
}

/** `left in right`. */
export interface InNode {
  readonly kind: 'in';
  readonly left: FilterNode;
  readonly right: FilterNode;
}

/** A list: `('a','b')`. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly FilterNode[];
}

/** `a and b and c`: two operands or more, none of them an `and` itself. */
export interface AndNode {
  readonly kind: 'and';
  readonly operands: readonly FilterNode[];
}

/** `a or b or c`: two operands or more, none of them an `or` itself. */
export interface OrNode {
  readonly kind: 'or';
  readonly operands: readonly FilterNode[];
}

/** `not operand`. */
export interface NotNode {
  readonly kind: 'not';
  readonly operand: FilterNode;
}

/**
 * A call of a canonical function: `contains(requestor,'contoso')`. The name is spelt as the standard spells it, whatever
 * the text had: lower case, and `matchesPattern`. A function that the standard does not know keeps its spelling.
 */
export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly FilterNode[];
}

/** `$it`, `$this`, `$root`, or the variable of an enclosing `any` or `all`. */
export interface VariableNode {
  readonly kind: 'variable';
  readonly name: string;
}

/** `tags/any(x: x eq 'a')`, `Items/all(i: i/price gt 5)`, `Items/any()`. */
export interface LambdaNode {
  readonly kind: 'lambda';
  readonly operator: 'any' | 'all';
  readonly source: FilterNode;
  /** Absent only in `any()`. */
  readonly variable?: string;
  /** Absent only in `any()`. */
  readonly predicate?: FilterNode;
}

/** The kinds that the builder makes. */
export type CoreNode =
  | LiteralNode
  | PropertyNode
  | ComparisonNode
  | InNode
  | ListNode
  | AndNode
  | OrNode
  | NotNode
  | CallNode
  | VariableNode
  | LambdaNode;
