import { type InterfaceDeclarationStructure, StructureKind } from 'ts-morph';
import type { EntitySetModel, PropertyModel } from '../model/model.ts';
import { deprecatedText } from './doc.ts';
import { isObserved } from './fields.ts';
import { conditionsType, type Groups } from './groups.ts';
import { quote } from './literal.ts';

const syntaxInterface = (
  name: string,
  doc: string,
  properties: readonly PropertyModel[],
  bases: readonly string[],
  groups: Groups,
): InterfaceDeclarationStructure => ({
  kind: StructureKind.Interface,
  isExported: true,
  name,
  docs: [doc],
  extends: [...bases],
  properties: properties.flatMap((property) =>
    property.filter
      ? [
          {
            name: quote(property.name),
            isReadonly: true,
            hasQuestionToken: true,
            type: conditionsType(property, property.filter, groups),
            docs: [deprecatedText(property.description, property.deprecated)].filter(Boolean),
          },
        ]
      : [],
  ),
});

const logic = (name: string): string => `FilterLogic<${name}>`;

/** odata-query's object syntax: with documented properties only, and after `withObserved()` with observed ones too. */
export function filterObjectInterfaces(
  { entityType, properties }: EntitySetModel,
  groups: Groups,
): readonly InterfaceDeclarationStructure[] {
  const observed = properties.filter(isObserved);
  const documented = properties.filter((property) => !isObserved(property));
  const plain = `${entityType}FilterObject`;
  const after = `${entityType}ObservedFilterObject`;
  const shared = `${entityType}SharedFilterObject`;
  if (observed.length === 0)
    return [syntaxInterface(plain, 'A filter in object syntax.', documented, [logic(plain)], groups)];
  return [
    syntaxInterface(shared, 'The properties that do not depend on `withObserved()`.', documented, [], groups),
    syntaxInterface(plain, 'A filter in object syntax.', [], [shared, logic(plain)], groups),
    syntaxInterface(
      after,
      'A filter in object syntax after `withObserved()`.',
      observed,
      [shared, logic(after)],
      groups,
    ),
  ];
}
