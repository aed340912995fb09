import {
  type InterfaceDeclarationStructure,
  type OptionalKind,
  type PropertySignatureStructure,
  StructureKind,
  type TypeAliasDeclarationStructure,
} from 'ts-morph';
import type { EntitySetModel, PropertyModel } from '../model/model.ts';
import { deprecatedText } from './doc.ts';
import { fieldType, type Groups } from './groups.ts';
import { quote } from './literal.ts';

const isDocumented = ({ filter }: PropertyModel): boolean => filter?.evidence === 'documented';
export const isObserved = ({ filter }: PropertyModel): boolean => filter?.evidence === 'observed';

/** A member for a property, whose hover text is the spec's description; of one that is refused, struck through, with the reason. */
const member = (
  { name, description, deprecated }: PropertyModel,
  type: string,
  ...reasons: readonly string[]
): OptionalKind<PropertySignatureStructure> => ({
  name: quote(name),
  isReadonly: true,
  type,
  docs: [deprecatedText(description, deprecated, ...reasons)].filter(Boolean),
});

const fieldsInterface = (
  name: string,
  doc: string,
  properties: readonly OptionalKind<PropertySignatureStructure>[],
  base?: string,
): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name,
  docs: [doc],
  properties: [...properties],
  ...(base !== undefined && { extends: [base] }),
});

/** The fields that a filter's callback gets: with documented properties only, and after `withObserved()` with observed ones too. */
export function fieldInterfaces(
  { entityType, properties, constant }: EntitySetModel,
  groups: Groups,
): readonly (InterfaceDeclarationStructure | TypeAliasDeclarationStructure)[] {
  const observed = properties.filter(isObserved);
  const others = properties.filter((property) => !isObserved(property));
  const filters = `${entityType}Filters`;
  const shared = observed.length > 0 ? `${entityType}SharedFields` : `${entityType}Fields`;
  const field = (property: PropertyModel): OptionalKind<PropertySignatureStructure> =>
    property.filter
      ? member(property, fieldType(property, property.filter, groups))
      : member(property, `NotFilterable<${quote(property.name)}, ${filters}>`, 'The service does not filter by it.');
  const optIn = (property: PropertyModel): OptionalKind<PropertySignatureStructure> =>
    member(
      property,
      `ObservedOnly<${quote(property.name)}, ${quote(constant)}>`,
      'In no document of the service: withObserved() allows it.',
    );
  return [
    ...(others.every(({ filter }) => filter)
      ? []
      : [
          {
            kind: StructureKind.TypeAlias as const,
            leadingTrivia: '\n',
            name: filters,
            type: quote(
              properties
                .filter(isDocumented)
                .map(({ name }) => name)
                .join(', ') || 'none',
            ),
          },
        ]),
    fieldsInterface(
      shared,
      observed.length > 0 ? 'The fields that do not depend on `withObserved()`.' : 'The fields of a filter.',
      others.map(field),
    ),
    ...(observed.length > 0
      ? [
          fieldsInterface(`${entityType}Fields`, 'The fields of a filter.', observed.map(optIn), shared),
          fieldsInterface(
            `${entityType}ObservedFields`,
            'The fields of a filter after `withObserved()`.',
            observed.map(field),
            shared,
          ),
        ]
      : []),
  ];
}
