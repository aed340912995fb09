import { type InterfaceDeclarationStructure, StructureKind } from 'ts-morph';
import type { EntitySetModel, FilterModel, PropertyModel } from '../model/model.ts';
import { docText } from './doc.ts';
import { quote } from './literal.ts';
import { methodOf, offerType, otherOperators } from './offers.ts';

const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const fieldName = (entityType: string, { name }: PropertyModel): string => `${entityType}${upperFirst(name)}Field`;

/** A type whose argument is a sentence: the compiler prints it where the type does not fit. */
const sentence = (type: string, message: string): string => `${type}<${quote(message)}>`;

/** The interface of one filterable property: what it offers, and in words what it refuses. */
function fieldInterface(
  entityType: string,
  property: PropertyModel,
  { operators }: FilterModel,
): InterfaceDeclarationStructure {
  const { name } = property;
  const allowed = operators.map(methodOf).join(', ');
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: fieldName(entityType, property),
    docs: [`What a filter may do with \`${name}\`: ${allowed}.`],
    extends: operators.map((operator) => offerType(operator, property)),
    properties: otherOperators(operators).map((operator) => ({
      name: methodOf(operator),
      isReadonly: true,
      type: sentence('OperatorRefused', `${name} has no ${methodOf(operator)}. Allowed: ${allowed}`),
    })),
  };
}

/** An interface with a member for each property, whose hover text is the spec's description. */
const fieldsInterface = (
  name: string,
  doc: string,
  members: readonly PropertyModel[],
  typeOf: (property: PropertyModel) => string,
): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name,
  docs: [doc],
  properties: members.map((property) => ({
    name: quote(property.name),
    isReadonly: true,
    type: typeOf(property),
    ...(property.description && { docs: [docText(property.description)] }),
  })),
});

/** The fields that a filter's callback gets: with documented properties only, and after `withObserved()` with observed ones too. */
export function fieldInterfaces(set: EntitySetModel): readonly InterfaceDeclarationStructure[] {
  const { entityType, properties, constant } = set;
  const documented = properties.filter(({ filter }) => filter?.evidence === 'documented');
  const observed = properties.filter(({ filter }) => filter?.evidence === 'observed');
  const others = properties.filter((property) => !observed.includes(property));
  const allowed = documented.map(({ name }) => name).join(', ');
  const field = (property: PropertyModel): string => fieldName(entityType, property);
  const refused = ({ name }: PropertyModel): string =>
    sentence('NotFilterable', `${name} cannot be filtered. Allowed: ${allowed}`);
  const optIn = ({ name }: PropertyModel): string =>
    sentence('ObservedOnly', `${name} was only seen to be filterable: from(${constant}).withObserved() allows it`);
  const shared = `${entityType}SharedFields`;
  const after = `${entityType}ObservedFields`;
  return [
    ...properties.flatMap((property) =>
      property.filter ? [fieldInterface(entityType, property, property.filter)] : [],
    ),
    fieldsInterface(shared, 'The fields that do not depend on `withObserved()`.', others, (property) =>
      property.filter ? field(property) : refused(property),
    ),
    { ...fieldsInterface(`${entityType}Fields`, 'The fields of a filter.', observed, optIn), extends: [shared] },
    { ...fieldsInterface(after, 'The fields of a filter after `withObserved()`.', observed, field), extends: [shared] },
  ];
}
