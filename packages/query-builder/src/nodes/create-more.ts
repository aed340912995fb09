import type {
  AliasNode,
  AnnotationNode,
  ArithmeticNode,
  ArithmeticOperator,
  ArrayNode,
  CaseBranch,
  CaseNode,
  CountNode,
  EnumNode,
  FilterNode,
  FilteredNode,
  FunctionNode,
  GeoNode,
  HasNode,
  KeyNode,
  LambdaNode,
  NamedValue,
  NegateNode,
  ObjectMember,
  ObjectNode,
  TypeCastNode,
  TypeNode,
  VariableNode,
} from './filter-node.ts';

const { freeze } = Object;

const freezeAll = <T extends object>(items: readonly T[]): readonly T[] => {
  for (const item of items) freeze(item);
  return freeze(items);
};

export const arithmetic = (operator: ArithmeticOperator, left: FilterNode, right: FilterNode): ArithmeticNode =>
  freeze({ kind: 'arithmetic', operator, left, right });

export const negate = (operand: FilterNode): NegateNode => freeze({ kind: 'negate', operand });

export const has = (left: FilterNode, right: FilterNode): HasNode => freeze({ kind: 'has', left, right });

export const enumValue = (type: string, value: string): EnumNode => freeze({ kind: 'enum', type, value });

export const geo = (type: GeoNode['type'], value: string): GeoNode => freeze({ kind: 'geo', type, value });

export const array = (items: readonly FilterNode[]): ArrayNode => freeze({ kind: 'array', items: freeze(items) });

export const object = (members: readonly ObjectMember[]): ObjectNode =>
  freeze({ kind: 'object', members: freezeAll(members) });

export const caseOf = (branches: readonly CaseBranch[]): CaseNode =>
  freeze({ kind: 'case', branches: freezeAll(branches) });

export const typeName = (name: string): TypeNode => freeze({ kind: 'type', name });

export const variable = (name: string): VariableNode => freeze({ kind: 'variable', name });

export const alias = (name: string): AliasNode => freeze({ kind: 'alias', name });

export const annotation = (term: string, qualifier?: string, source?: FilterNode): AnnotationNode =>
  freeze({ kind: 'annotation', term, ...(qualifier !== undefined && { qualifier }), ...(source && { source }) });

export const typeCast = (type: string, source?: FilterNode): TypeCastNode =>
  freeze({ kind: 'typecast', type, ...(source && { source }) });

export const keyOf = (source: FilterNode, key: FilterNode | readonly NamedValue[]): KeyNode =>
  freeze({ kind: 'key', source, key: isNamed(key) ? freezeAll(key) : key });

export const filtered = (source: FilterNode, predicate: FilterNode): FilteredNode =>
  freeze({ kind: 'filtered', source, predicate });

export const count = (source: FilterNode, filter?: FilterNode, search?: string): CountNode =>
  freeze({ kind: 'count', source, ...(filter && { filter }), ...(search !== undefined && { search }) });

export const lambda = (
  operator: 'any' | 'all',
  source: FilterNode,
  variableName?: string,
  predicate?: FilterNode,
): LambdaNode =>
  freeze({
    kind: 'lambda',
    operator,
    source,
    ...(variableName !== undefined && { variable: variableName }),
    ...(predicate && { predicate }),
  });

export const boundFunction = (name: string, parameters: readonly NamedValue[], source?: FilterNode): FunctionNode =>
  freeze({ kind: 'function', name, parameters: freezeAll(parameters), ...(source && { source }) });

/** Whether a key predicate names its properties. */
export const isNamed = (key: FilterNode | readonly NamedValue[]): key is readonly NamedValue[] => Array.isArray(key);
