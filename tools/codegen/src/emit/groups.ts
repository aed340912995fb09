import { type InterfaceDeclarationStructure, StructureKind, type TypeAliasDeclarationStructure } from 'ts-morph';
import type { EntitySetModel, FilterModel, OperatorGroup, PropertyModel } from '../model/model.ts';
import { quote } from './literal.ts';
import { methodOf, offerType, otherOperators, parametersOf, valueArguments } from './offers.ts';

/**
 * The groups of operators of all entity sets, each with the name that its types begin with: `Text` for the group `text`. Where another
 * entity set calls another group so, its entity type stands before it.
 */
export interface Groups {
  readonly all: ReadonlyMap<string, OperatorGroup>;
  nameOf(group: OperatorGroup): string;
}

export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const camel = (group: string): string =>
  group
    .split(/[^A-Za-z0-9]+/)
    .map(upperFirst)
    .join('');

/** What tells groups apart: what is in them, beside what they are called. */
const identity = ({ group, operators }: OperatorGroup): string => [group, ...operators].join(' ');

export function groupsOf(entitySets: readonly EntitySetModel[]): Groups {
  const all = new Map<string, OperatorGroup>();
  const names = new Map<string, string>();
  for (const { entityType, properties } of entitySets)
    for (const { filter } of properties)
      for (const one of filter ? [filter, ...(filter.items ? [filter.items] : [])] : []) {
        if (names.has(identity(one))) continue;
        const name = all.has(camel(one.group)) ? entityType + camel(one.group) : camel(one.group);
        names.set(identity(one), name);
        all.set(name, one);
      }
  return { all, nameOf: (group) => names.get(identity(group)) ?? camel(group.group) };
}

/** One item of a collection, as a property. */
export const itemOf = (property: PropertyModel): PropertyModel => ({
  ...property,
  ...property.itemNames,
  edm: property.edm.replace(/^Collection\((.*)\)$/, '$1'),
  nullable: property.nullableItems === true,
});

const typeOf = (name: string, types: readonly string[]): string =>
  types.length > 0 ? `${name}<${types.join(', ')}>` : name;

/** The field of a property: what a filter may do with it, under its name. */
export function fieldType(property: PropertyModel, filter: FilterModel, groups: Groups): string {
  const field = (of: PropertyModel, group: OperatorGroup, ...item: readonly string[]): string =>
    typeOf(`${groups.nameOf(group)}Field`, [
      ...(otherOperators(group.operators).length > 0 ? [quote(property.name)] : []),
      ...valueArguments(of, group),
      ...item,
    ]);
  return filter.items ? field(property, filter, field(itemOf(property), filter.items)) : field(property, filter);
}

/** The object syntax of a property. */
export function conditionsType(property: PropertyModel, filter: FilterModel, groups: Groups): string {
  const syntax = (values: readonly string[]): string => typeOf(`${groups.nameOf(filter)}Conditions`, values);
  if (!filter.items) return syntax(valueArguments(property, filter));
  const item = valueArguments(itemOf(property), filter.items);
  return syntax([`ItemSyntax<${conditionsArguments(item, filter.items).join(', ')}>`]);
}

const names = (operators: readonly string[]): string => operators.map(quote).join(' | ');

/** What \`Conditions\` takes: a value, the operators, and what is before or after the value where that is another type. */
const conditionsArguments = (types: readonly string[], { operators }: OperatorGroup): readonly string[] => {
  const [value = 'string', ordered] = types;
  return [value, names(operators), ...(ordered === undefined ? [] : [ordered])];
};

/** The types of a group. Each sentence stands once: the name of the property is put in where the type is used. */
function groupTypes(
  name: string,
  group: OperatorGroup,
): readonly (TypeAliasDeclarationStructure | InterfaceDeclarationStructure)[] {
  const parameters = parametersOf(group);
  const allowed = group.operators.map(methodOf).join(', ');
  const refused = otherOperators(group.operators).map(methodOf);
  const typeParameters = parameters.map((one) => ({
    name: one,
    ...(one === 'Ordered' && parameters.includes('Value') && { default: 'Value' }),
  }));
  const syntax = parameters.includes('Item')
    ? `CollectionSyntax<${names(group.operators)}, Item>`
    : `Conditions<${conditionsArguments(parameters, group).join(', ')}>`;
  return [
    ...(refused.length > 0
      ? [
          {
            kind: StructureKind.TypeAlias as const,
            leadingTrivia: '\n',
            name: `${name}Refused`,
            typeParameters: ['Name', 'Operator'].map((one) => ({ name: one, constraint: 'string' })),
            type: `NoOperator<Name, Operator, ${quote(allowed)}>`,
          },
        ]
      : []),
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: `${name}Field`,
      docs: [`What a filter may do with a property: ${allowed}.`],
      typeParameters: [...(refused.length > 0 ? [{ name: 'Name', constraint: 'string' }] : []), ...typeParameters],
      extends: group.operators.map(offerType),
      properties: refused.map((method) => ({
        name: method,
        isReadonly: true,
        type: `${name}Refused<Name, ${quote(method)}>`,
        docs: ['@deprecated The service refuses it for this property.'],
      })),
    },
    {
      kind: StructureKind.TypeAlias,
      isExported: true,
      leadingTrivia: '\n',
      name: `${name}Conditions`,
      docs: ['The same in object syntax.'],
      typeParameters,
      // A bare value means "equal".
      type: group.operators.includes('eq') ? `Value | ${syntax}` : syntax,
    },
  ];
}

export const allGroupTypes = ({ all }: Groups): (TypeAliasDeclarationStructure | InterfaceDeclarationStructure)[] =>
  [...all].flatMap(([name, group]) => groupTypes(name, group));
