import type { CoreNode } from './core-node.ts';
import type {
  AliasNode,
  AnnotationNode,
  CountNode,
  FilteredNode,
  FunctionNode,
  KeyNode,
  TypeCastNode,
} from './path-node.ts';
import type {
  ArithmeticNode,
  ArrayNode,
  CaseNode,
  EnumNode,
  GeoNode,
  HasNode,
  NegateNode,
  ObjectNode,
  TypeNode,
} from './value-node.ts';

export type {
  AndNode,
  CallNode,
  ComparisonNode,
  ComparisonOperator,
  CoreNode,
  InNode,
  LambdaNode,
  ListNode,
  LiteralNode,
  NotNode,
  OrNode,
  PropertyNode,
  VariableNode,
} from './core-node.ts';
export type {
  AliasNode,
  AnnotationNode,
  CountNode,
  FilteredNode,
  FunctionNode,
  KeyNode,
  NamedValue,
  TypeCastNode,
} from './path-node.ts';
export type {
  ArithmeticNode,
  ArithmeticOperator,
  ArrayNode,
  CaseBranch,
  CaseNode,
  EnumNode,
  GeoNode,
  HasNode,
  NegateNode,
  ObjectMember,
  ObjectNode,
  TypeNode,
} from './value-node.ts';

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
