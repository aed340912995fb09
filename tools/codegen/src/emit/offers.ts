import type { EntitySetModel, PropertyModel } from '../model/model.ts';
import { operandType } from './operand-type.ts';

/** What the query builder has for an operator: an interface with one method. */
interface Offer {
  readonly type: string;
  /** The method's name. */
  readonly method: string;
  /** Whether the interface takes the operand's type; otherwise the operand is text. */
  readonly isGeneric: boolean;
}

const offers: Readonly<Record<string, Offer>> = {
  eq: { type: 'EqOperator', method: 'eq', isGeneric: true },
  ne: { type: 'NeOperator', method: 'ne', isGeneric: true },
  gt: { type: 'GtOperator', method: 'gt', isGeneric: true },
  ge: { type: 'GeOperator', method: 'ge', isGeneric: true },
  lt: { type: 'LtOperator', method: 'lt', isGeneric: true },
  le: { type: 'LeOperator', method: 'le', isGeneric: true },
  in: { type: 'InOperator', method: 'in', isGeneric: true },
  startswith: { type: 'StartsWithOperator', method: 'startsWith', isGeneric: false },
  endswith: { type: 'EndsWithOperator', method: 'endsWith', isGeneric: false },
  contains: { type: 'ContainsOperator', method: 'contains', isGeneric: false },
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

/** The interface that offers an operator for a property. */
export function offerType(operator: string, property: PropertyModel): string {
  const { type, isGeneric } = offerOf(operator);
  return isGeneric ? `${type}<${operandType(operator, property)}>` : type;
}

/** The operators that a property does not have. */
export const otherOperators = (own: readonly string[]): readonly string[] =>
  operators.filter((operator) => !own.includes(operator));

/** The names of the query builder's interfaces that some entity sets are made of. */
export function offerTypes(entitySets: readonly EntitySetModel[]): readonly string[] {
  const filters = entitySets.flatMap(({ properties }) => properties.flatMap(({ filter }) => filter ?? []));
  return [...new Set(filters.flatMap(({ operators: own }) => own.map((operator) => offerOf(operator).type)))];
}
