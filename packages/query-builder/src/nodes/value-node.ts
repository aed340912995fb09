import type { FilterNode } from './filter-node.ts';

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
