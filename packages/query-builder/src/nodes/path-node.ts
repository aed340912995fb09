import type { FilterNode } from './filter-node.ts';

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
