import type { OperatorGroup, PropertyModel } from '../model/model.ts';
import { operandType } from './operand-type.ts';

/** What the query builder has for an operator: an interface with one method. */
interface Offer {
  readonly type: string;
  /** The method's name. */
  readonly method: string;
  /** What the interface takes: any value of the property, one that can be before or after another, an item's field, or nothing. */
  readonly takes?: Parameter;
}

/** A type parameter of a field's interface. */
type Parameter = 'Value' | 'Ordered' | 'Item';

const offers: Readonly<Record<string, Offer>> = {
  eq: { type: 'EqOperator', method: 'eq', takes: 'Value' },
  ne: { type: 'NeOperator', method: 'ne', takes: 'Value' },
  gt: { type: 'GtOperator', method: 'gt', takes: 'Ordered' },
  ge: { type: 'GeOperator', method: 'ge', takes: 'Ordered' },
  lt: { type: 'LtOperator', method: 'lt', takes: 'Ordered' },
  le: { type: 'LeOperator', method: 'le', takes: 'Ordered' },
  in: { type: 'InOperator', method: 'in', takes: 'Value' },
  startswith: { type: 'StartsWithOperator', method: 'startsWith' },
  endswith: { type: 'EndsWithOperator', method: 'endsWith' },
  contains: { type: 'ContainsOperator', method: 'contains' },
  any: { type: 'AnyOperator', method: 'any', takes: 'Item' },
  all: { type: 'AllOperator', method: 'all', takes: 'Item' },
};

/** The operators and functions that the query builder can write. */
export const operators: readonly string[] = Object.keys(offers);

const offerOf = (operator: string): Offer => {
  const offer = offers[operator];
  if (!offer) throw new Error(`The rules let the operator "${operator}" pass, which the query builder does not have.`);
  return offer;
};

/** The method for an operator: OData's name, in camel case. */
export const methodOf = (operator: string): string => offerOf(operator).method;

/** The interface that offers an operator, of the type parameter that it takes. */
export function offerType(operator: string): string {
  const { type, takes } = offerOf(operator);
  return takes ? `${type}<${takes}>` : type;
}

/** The name of the query builder's interface that offers an operator. */
export const offerName = (operator: string): string => offerOf(operator).type;

/** The type parameters that the operators of a group take. */
export const parametersOf = ({ operators: own }: OperatorGroup): readonly Parameter[] =>
  (['Value', 'Ordered', 'Item'] as const).filter((one) => own.some((operator) => offerOf(operator).takes === one));

/** The types that a property has for the type parameters of its operators; without an item's field, and without what is the default. */
export function valueArguments(property: PropertyModel, group: OperatorGroup): readonly string[] {
  const types = parametersOf(group)
    .filter((one) => one !== 'Item')
    .map((one) => operandType(one === 'Value' ? 'eq' : 'gt', property));
  return [...new Set(types)];
}

/** What a person may expect of any value, and a group does not have: said in words. `any` and `all` nobody asks of a single value. */
export const otherOperators = (own: readonly string[]): readonly string[] =>
  operators.filter((operator) => !own.includes(operator) && offerOf(operator).takes !== 'Item');
