import type { EdmPrimitiveType } from '../edm/entity-type.ts';

/**
 * A filter as data: a tree of frozen plain objects, told apart by `kind`.
 * The builder and the parser make the same trees; the printer writes them, the evaluator runs them, the checks walk them.
 *
 * The builder makes the kinds of `CoreNode` alone; the others come from text or from the constructors of `./parse`.
 */
export type FilterNode =
  | CoreNode
  | ArithmeticNode
  | NegateNode
  | HasNode
  | EnumNode
  | GeoNode
  | ArrayNode
  | ObjectNode
  | CaseNode
  | TypeNode
  | AliasNode
  | AnnotationNode
  | TypeCastNode
  | KeyNode
  | FilteredNode
  | CountNode
  | FunctionNode;

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

/** The operators that compute a number, an instant or a duration (OData 4.01 URL Conventions, section 5.1.1.2). */
export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod';

/** `left operator right`. */
export interface ArithmeticNode {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: FilterNode;
  readonly right: FilterNode;
}

/** `-operand`. The minus of a number such as `-5` is part of the literal instead. */
export interface NegateNode {
  readonly kind: 'negate';
  readonly operand: FilterNode;
}

/** `left has right`: the flags of `right` are set in `left`. */
export interface HasNode {
  readonly kind: 'has';
  readonly left: FilterNode;
  readonly right: FilterNode;
}

/** A value of an enumeration with its type: `Sales.Pattern'Yellow,32'`. `value` is the text between the quotes. */
export interface EnumNode {
  readonly kind: 'enum';
  readonly type: string;
  readonly value: string;
}

/** A place or a shape: `geography'SRID=0;Point(142.1 64.1)'`. `value` is the text between the quotes. */
export interface GeoNode {
  readonly kind: 'geo';
  readonly type: 'geography' | 'geometry';
  readonly value: string;
}

/** A JSON array, whose items may be expressions: `["a",Name,1 add 2]`. */
export interface ArrayNode {
  readonly kind: 'array';
  readonly items: readonly FilterNode[];
}

/** A member of a JSON object. Its name may be any string, so members are a list and never the properties of an object. */
export interface ObjectMember {
  readonly name: string;
  readonly value: FilterNode;
}

/** A JSON object, whose values may be expressions: `{"city":City}`. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly members: readonly ObjectMember[];
}

/** One `when:value` of a `case`. */
export interface CaseBranch {
  readonly when: FilterNode;
  readonly value: FilterNode;
}

/** `case(X gt 0:1,true:0)`: the value of the first branch whose condition is true, else null. */
export interface CaseNode {
  readonly kind: 'case';
  readonly branches: readonly CaseBranch[];
}

/** The name of a type, as the last argument of `cast` and `isof`: `Edm.Int32`, `Collection(Edm.String)`. */
export interface TypeNode {
  readonly kind: 'type';
  readonly name: string;
}

/** A name and a value: of a key predicate, or of a function's parameter. */
export interface NamedValue {
  readonly name: string;
  readonly value: FilterNode;
}

/** A parameter alias, `@name`: its value stands elsewhere in the query. The name is without the `@`. */
export interface AliasNode {
  readonly kind: 'alias';
  readonly name: string;
}

/** An annotation: `Price/@Measures.Currency`, with a qualifier `Price/@Measures.Currency#Reporting`. */
export interface AnnotationNode {
  readonly kind: 'annotation';
  readonly term: string;
  readonly qualifier?: string;
  readonly source?: FilterNode;
}

/** A type as a path segment: `Address/Model.AddressWithLocation`. */
export interface TypeCastNode {
  readonly kind: 'typecast';
  readonly type: string;
  readonly source?: FilterNode;
}

/** A key predicate: `Items(1)`, or with names `Items(orderId=1,line=2)`, where `key` is a list. */
export interface KeyNode {
  readonly kind: 'key';
  readonly source: FilterNode;
  readonly key: FilterNode | readonly NamedValue[];
}

/** A collection narrowed down: `Items/$filter(price gt 5)`. */
export interface FilteredNode {
  readonly kind: 'filtered';
  readonly source: FilterNode;
  readonly predicate: FilterNode;
}

/** The number of items: `Items/$count`, with options `Items/$count($filter=price gt 5;$search=blue)`. */
export interface CountNode {
  readonly kind: 'count';
  readonly source: FilterNode;
  readonly filter?: FilterNode;
  readonly search?: string;
}

/** A function of the service: `Model.IsOnline()`, `Products/Model.ByColor(color='red')`. Its parameters have names. */
export interface FunctionNode {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly NamedValue[];
  readonly source?: FilterNode;
}
