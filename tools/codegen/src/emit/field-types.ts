import { type InterfaceDeclarationStructure, StructureKind } from 'ts-morph';
import type { EntitySetModel, FilterModel, PropertyModel } from '../model/model.ts';
import { quote } from './literal.ts';

/** The interface of the query builder that offers an operator, and the method's name where it is not the operator's. */
const offers: Readonly<Record<string, { readonly type: string; readonly method?: string }>> = {
  eq: { type: 'EqOperator' },
  ne: { type: 'NeOperator' },
  gt: { type: 'GtOperator' },
  ge: { type: 'GeOperator' },
  lt: { type: 'LtOperator' },
  le: { type: 'LeOperator' },
  in: { type: 'InOperator' },
  startswith: { type: 'StartsWithOperator', method: 'startsWith' },
  endswith: { type: 'EndsWithOperator', method: 'endsWith' },
  contains: { type: 'ContainsOperator' },
};

const methodOf = (operator: string): string => offers[operator]?.method ?? operator;

const valueTypes: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'boolean',
  'Edm.Int16': 'number',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number | bigint',
  'Edm.Single': 'number',
  'Edm.Double': 'number',
  'Edm.Decimal': 'number | bigint | string',
  'Edm.DateTimeOffset': 'DateTimeOffset',
};

/** The type of a property's values in a filter. */
const valueType = ({ edm, enumeration, members, open }: PropertyModel): string =>
  enumeration ??
  (members ? [...members.map(quote), ...(open ? ['(string & {})'] : [])].join(' | ') : (valueTypes[edm] ?? 'string'));

/** The type of an operand: null where something is compared for equality with null, a `Date` where an order does not need all digits. */
function operandType(operator: string, property: PropertyModel): string {
  const value = valueType(property);
  if (['eq', 'ne', 'in'].includes(operator)) return property.nullable ? `${value} | null` : value;
  return property.edm === 'Edm.DateTimeOffset' ? `${value} | Date` : value;
}

function offer(operator: string, property: PropertyModel): string {
  const { type } = offers[operator] ?? { type: operator };
  return type.match(/^(StartsWith|EndsWith|Contains)/) ? type : `${type}<${operandType(operator, property)}>`;
}

const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const sentence = (type: string, message: string): string => `${type}<${quote(message)}>`;

/** The interface of one filterable property: what it offers, and in words what it refuses. */
function fieldInterface(
  entityType: string,
  property: PropertyModel,
  { operators }: FilterModel,
): InterfaceDeclarationStructure {
  const allowed = operators.map(methodOf).join(', ');
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: fieldName(entityType, property),
    docs: [`What a filter may do with \`${property.name}\`: ${operators.join(', ')}.`],
    extends: operators.map((operator) => offer(operator, property)),
    properties: Object.keys(offers)
      .filter((operator) => !operators.includes(operator))
      .map((operator) => ({
        name: methodOf(operator),
        isReadonly: true,
        type: sentence('OperatorRefused', `${property.name} has no ${methodOf(operator)}. Allowed: ${allowed}`),
      })),
  };
}

const fieldName = (entityType: string, { name }: PropertyModel): string => `${entityType}${upperFirst(name)}Field`;

const isObserved = ({ filter }: PropertyModel): boolean => filter?.evidence === 'observed';

/** The interfaces of the fields that a filter's callback gets: with documented properties only, and with observed ones too. */
export function fieldInterfaces({
  entityType,
  properties,
  constant,
}: EntitySetModel): readonly InterfaceDeclarationStructure[] {
  const documented = properties.filter(({ filter }) => filter?.evidence === 'documented').map(({ name }) => name);
  const notFilterable = (name: string): string =>
    sentence('NotFilterable', `${name} cannot be filtered. Allowed: ${documented.join(', ')}`);
  const observedOnly = (name: string): string =>
    sentence('ObservedOnly', `${name} was only seen to be filterable: from(${constant}).withObserved() allows it`);
  const fields = (
    name: string,
    doc: string,
    members: readonly PropertyModel[],
    type: (property: PropertyModel) => string,
  ) => ({
    kind: StructureKind.Interface as const,
    isExported: true,
    name: `${entityType}${name}`,
    docs: [doc],
    properties: members.map((property) => ({
      name: property.name,
      isReadonly: true,
      type: type(property),
      ...(property.description && { docs: [property.description] }),
    })),
  });
  const shared = `${entityType}SharedFields`;
  return [
    ...properties.flatMap((property) =>
      property.filter ? [fieldInterface(entityType, property, property.filter)] : [],
    ),
    fields(
      'SharedFields',
      'The fields that do not depend on `withObserved()`.',
      properties.filter((property) => !isObserved(property)),
      (property) => (property.filter ? fieldName(entityType, property) : notFilterable(property.name)),
    ),
    {
      ...fields('Fields', 'The fields of a filter.', properties.filter(isObserved), ({ name }) => observedOnly(name)),
      extends: [shared],
    },
    {
      ...fields(
        'ObservedFields',
        'The fields of a filter after `withObserved()`.',
        properties.filter(isObserved),
        (property) => fieldName(entityType, property),
      ),
      extends: [shared],
    },
  ];
}

/** The interfaces of odata-query's object syntax: with documented properties only, and with observed ones too. */
export function filterObjectInterfaces({
  entityType,
  properties,
}: EntitySetModel): readonly InterfaceDeclarationStructure[] {
  const member = (property: PropertyModel) => {
    const value = operandType('eq', property);
    const operators = (property.filter?.operators ?? []).map(quote).join(' | ');
    return {
      name: property.name,
      isReadonly: true,
      hasQuestionToken: true,
      type: `${value} | Conditions<${value}, ${operators}>`,
      ...(property.description && { docs: [property.description] }),
    };
  };
  const syntax = (name: string, doc: string, members: readonly PropertyModel[]): InterfaceDeclarationStructure => ({
    kind: StructureKind.Interface,
    isExported: true,
    name,
    docs: [doc],
    properties: [
      ...members.map(member),
      {
        name: 'and',
        isReadonly: true,
        hasQuestionToken: true,
        type: `readonly ${name}[]`,
        docs: ['All of these hold.'],
      },
      {
        name: 'or',
        isReadonly: true,
        hasQuestionToken: true,
        type: `readonly ${name}[]`,
        docs: ['One of these holds, or more.'],
      },
      { name: 'not', isReadonly: true, hasQuestionToken: true, type: name, docs: ['This does not hold.'] },
    ],
  });
  const filterable = properties.filter(({ filter }) => filter);
  return [
    syntax(
      `${entityType}FilterObject`,
      'A filter in object syntax.',
      filterable.filter((property) => !isObserved(property)),
    ),
    syntax(`${entityType}ObservedFilterObject`, 'A filter in object syntax after `withObserved()`.', filterable),
  ];
}

/** The names of the query builder's types that these interfaces are made of. */
export const builderTypes = (entitySets: readonly EntitySetModel[]): readonly string[] => [
  ...new Set(
    entitySets.flatMap(({ properties }) =>
      properties.flatMap(({ filter }) =>
        (filter?.operators ?? []).map((operator) => offers[operator]?.type ?? operator),
      ),
    ),
  ),
];
