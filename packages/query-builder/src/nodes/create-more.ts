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

/**
 * `left operator right`, for `add`, `sub`, `mul`, `div`, `divby` and `mod`.
 *
 * @example
 * arithmetic('add', property('price'), literal('Edm.Decimal', '0.5'));
 */
export const arithmetic = (operator: ArithmeticOperator, left: FilterNode, right: FilterNode): ArithmeticNode =>
  freeze({ kind: 'arithmetic', operator, left, right });

/**
 * `-operand`.
 *
 * @example
 * negate(property('price'));
 */
export const negate = (operand: FilterNode): NegateNode => freeze({ kind: 'negate', operand });

/**
 * `left has right`: the flags of `right` are set in `left`.
 *
 * @example
 * has(property('style'), enumValue('Sales.Pattern', 'Yellow'));
 */
export const has = (left: FilterNode, right: FilterNode): HasNode => freeze({ kind: 'has', left, right });

/**
 * A value of an enumeration: its type with the namespace, and its members as text, separated by commas.
 *
 * @example
 * enumValue('Sales.Pattern', 'Solid,Yellow');
 */
export const enumValue = (type: string, value: string): EnumNode => freeze({ kind: 'enum', type, value });

/**
 * A place or shape: the text between the quotes.
 *
 * @example
 * geo('geography', 'SRID=4326;Point(142.1 64.1)');
 */
export const geo = (type: GeoNode['type'], value: string): GeoNode => freeze({ kind: 'geo', type, value });

/**
 * A JSON array, whose items may be any expressions.
 *
 * @example
 * array([literal('Edm.String', 'a'), property('name')]);
 */
export const array = (items: readonly FilterNode[]): ArrayNode => freeze({ kind: 'array', items: freeze(items) });

/**
 * A JSON object, whose values may be any expressions.
 *
 * @example
 * object([{ name: 'city', value: property('city') }]);
 */
export const object = (members: readonly ObjectMember[]): ObjectNode =>
  freeze({ kind: 'object', members: freezeAll(members) });

/**
 * `case(when:value,…)`.
 *
 * @example
 * caseOf([{ when: literal('Edm.Boolean', 'true'), value: literal('Edm.Int32', '1') }]);
 */
export const caseOf = (branches: readonly CaseBranch[]): CaseNode =>
  freeze({ kind: 'case', branches: freezeAll(branches) });

/**
 * The name of a type, the last argument of `cast` and `isof`.
 *
 * @example
 * call('cast', [property('price'), typeName('Edm.Int32')]);
 */
export const typeName = (name: string): TypeNode => freeze({ kind: 'type', name });

/**
 * `$it`, `$this`, `$root`, or the variable of an enclosing `any` or `all`.
 *
 * @example
 * property('name', variable('t'));
 */
export const variable = (name: string): VariableNode => freeze({ kind: 'variable', name });

/**
 * A parameter alias; the name is without `@`.
 *
 * @example
 * alias('name');
 */
export const alias = (name: string): AliasNode => freeze({ kind: 'alias', name });

/**
 * An annotation of what `source` gives, or of the row; the term is without `@`.
 *
 * @example
 * annotation('Measures.Currency', undefined, property('price'));
 */
export const annotation = (term: string, qualifier?: string, source?: FilterNode): AnnotationNode =>
  freeze({ kind: 'annotation', term, ...(qualifier !== undefined && { qualifier }), ...(source && { source }) });

/**
 * A type as a segment of a path.
 *
 * @example
 * typeCast('Model.AddressWithLocation', property('address'));
 */
export const typeCast = (type: string, source?: FilterNode): TypeCastNode =>
  freeze({ kind: 'typecast', type, ...(source && { source }) });

/**
 * A key predicate: one value, or values with names.
 *
 * @example
 * keyOf(property('items'), literal('Edm.Int32', '1'));
 */
export const keyOf = (source: FilterNode, key: FilterNode | readonly NamedValue[]): KeyNode =>
  freeze({ kind: 'key', source, key: isNamed(key) ? freezeAll(key) : key });

/**
 * `source/$filter(predicate)`.
 *
 * @example
 * filtered(property('items'), property('isOpen'));
 */
export const filtered = (source: FilterNode, predicate: FilterNode): FilteredNode =>
  freeze({ kind: 'filtered', source, predicate });

/**
 * `source/$count`, with options for a filter and a search.
 *
 * @example
 * count(property('items'));
 */
export const count = (source: FilterNode, filter?: FilterNode, search?: string): CountNode =>
  freeze({ kind: 'count', source, ...(filter && { filter }), ...(search !== undefined && { search }) });

/**
 * `source/any(variable:predicate)`, `source/all(variable:predicate)`, or `source/any()`.
 *
 * @example
 * lambda('any', property('tags'), 't', comparison('eq', variable('t'), literal('Edm.String', 'a')));
 */
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

/**
 * A function of the service, with its namespace and the names of its parameters.
 *
 * @example
 * boundFunction('Model.IsOnline', [], property('machine'));
 */
export const boundFunction = (name: string, parameters: readonly NamedValue[], source?: FilterNode): FunctionNode =>
  freeze({ kind: 'function', name, parameters: freezeAll(parameters), ...(source && { source }) });

/** Whether a key predicate names its properties. */
export const isNamed = (key: FilterNode | readonly NamedValue[]): key is readonly NamedValue[] => Array.isArray(key);
