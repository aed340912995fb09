import {
  type InterfaceDeclarationStructure,
  type OptionalKind,
  type PropertySignatureStructure,
  StructureKind,
} from 'ts-morph';
import type { EntitySetModel, PropertyModel } from '../model/model.ts';
import { docText } from './doc.ts';
import { quote } from './literal.ts';
import { operandType } from './operand-type.ts';

const member = (name: string, type: string, doc: string): OptionalKind<PropertySignatureStructure> => ({
  name: quote(name),
  isReadonly: true,
  hasQuestionToken: true,
  type,
  ...(doc && { docs: [docText(doc)] }),
});

/** One property in object syntax: a value, or conditions. */
function propertyMember(property: PropertyModel): OptionalKind<PropertySignatureStructure> {
  const value = operandType('eq', property);
  const operators = (property.filter?.operators ?? []).map(quote).join(' | ');
  // What is before or after a value is one that is not null, unless the property says otherwise.
  const ordered = operandType('gt', property);
  const other = ordered === operandType('eq', { ...property, nullable: false }) ? '' : `, ${ordered}`;
  return member(property.name, `${value} | Conditions<${value}, ${operators}${other}>`, property.description);
}

const syntaxInterface = (
  name: string,
  doc: string,
  properties: readonly PropertyModel[],
): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name,
  docs: [doc],
  properties: [
    ...properties.map(propertyMember),
    member('and', `readonly ${name}[]`, 'All of these hold.'),
    member('or', `readonly ${name}[]`, 'One of these holds, or more.'),
    member('not', name, 'This does not hold.'),
  ],
});

/** odata-query's object syntax: with documented properties only, and after `withObserved()` with observed ones too. */
export function filterObjectInterfaces({
  entityType,
  properties,
}: EntitySetModel): readonly InterfaceDeclarationStructure[] {
  const filterable = properties.filter(({ filter }) => filter);
  const documented = filterable.filter(({ filter }) => filter?.evidence === 'documented');
  const after = `${entityType}ObservedFilterObject`;
  return [
    syntaxInterface(`${entityType}FilterObject`, 'A filter in object syntax.', documented),
    syntaxInterface(after, 'A filter in object syntax after `withObserved()`.', filterable),
  ];
}
