import { type InterfaceDeclarationStructure, type MethodSignatureStructure, StructureKind } from 'ts-morph';
import type { OperationModel, ParameterModel, PropertyModel } from '../model/model.ts';
import { deprecatedText, docText } from './doc.ts';
import { quote } from './literal.ts';
import { primitiveTypes } from './primitive-types.ts';

/** What a caller gives beside the key of the row. */
interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly deprecated?: string | undefined;
}

const jsonTypes: Readonly<Record<string, string>> = { integer: 'number', number: 'number', boolean: 'boolean' };
const edmTypes: Readonly<Record<string, string>> = {
  ...primitiveTypes,
  'Edm.ComplexType': 'Readonly<Record<string, unknown>>',
};

/** The type of one value of a property; of a list, of one item. */
function itemType({ edm, enumeration, members, open, itemModel }: PropertyModel): string {
  if (enumeration !== undefined) return enumeration;
  if (itemModel !== undefined) return itemModel;
  if (members && open !== true) return members.map(quote).join(' | ');
  return edmTypes[edm.replace(/^Collection\((.*)\)$/, '$1')] ?? 'string';
}

function valueType(property: PropertyModel): string {
  const item = itemType(property);
  const type = property.edm.startsWith('Collection') ? `readonly ${/[ |]/.test(item) ? `(${item})` : item}[]` : item;
  return property.nullable ? `${type} | null` : type;
}

const ofPath = ({ name, description, type }: ParameterModel): Parameter => ({
  name,
  description,
  isOptional: false,
  type: jsonTypes[type] ?? 'string',
});

/** The other parameters of the path, and what stands in the body. */
const parametersOf = ({ parameters, body }: OperationModel): readonly Parameter[] => [
  ...parameters.slice(1).map(ofPath),
  ...(body?.properties ?? []).map((property) => ({
    name: property.option,
    description: property.description,
    deprecated: property.deprecated,
    isOptional: !property.required,
    type: valueType(property),
  })),
];

const parametersName = ({ id }: OperationModel): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}Parameters`;

const isStarted = ({ kind, creates, answer }: OperationModel): boolean =>
  kind === 'action' && creates !== undefined && answer === 'entity';

/** What the operation gives. */
function resultType(operation: OperationModel): string {
  const { answer, answerModel, value } = operation;
  if (answer === 'nothing') return 'void';
  if (answer === 'entity') {
    const entity = answerModel ?? 'object';
    return isStarted(operation) ? `Started<${entity}>` : entity;
  }
  // The model's own word for it: it may be anything.
  if (answerModel !== undefined) return `${answerModel}['value']`;
  return value ? valueType(value) : 'unknown';
}

/** The hand-written types that a method is made of. */
export const memberParts = (operation: OperationModel): readonly string[] => [
  operation.kind === 'action' ? 'ActionOptions' : 'GetOptions',
  ...(isStarted(operation) ? ['Started'] : []),
];

/** The models that a method names. */
export const memberModels = ({ answer, answerModel, body }: OperationModel): readonly string[] => [
  ...(answer !== 'nothing' && answerModel !== undefined ? [answerModel] : []),
  ...(body?.properties ?? []).flatMap(({ enumeration, itemModel }) => enumeration ?? itemModel ?? []),
];

/** What an action or a function takes, as an interface of its own; none where it takes nothing. */
export function parametersInterface(operation: OperationModel): readonly InterfaceDeclarationStructure[] {
  const parameters = parametersOf(operation);
  if (parameters.length === 0) return [];
  return [
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: parametersName(operation),
      docs: [docText(`What \`${operation.member ?? operation.id}\` takes.`)],
      properties: parameters.map(({ name, description, isOptional, type, deprecated }) => ({
        name: quote(name),
        type,
        isReadonly: true,
        hasQuestionToken: isOptional,
        docs: [deprecatedText(description, deprecated)].filter(Boolean),
      })),
    },
  ];
}

const errorsOf = ({ kind, creates, sets }: OperationModel): string =>
  kind === 'action'
    ? `\`InvalidArgument\` before any call, \`OutcomeUnknown\` where it may have been done and that cannot be found out${sets ? ', `AlreadyFinal` where the row is over' : ''}${creates === undefined ? '' : ', `BadRequest` where the service refuses it'}.`
    : '`InvalidArgument` before any call, `NotFound` where there is none.';

/** The method of an action or a function. */
export function memberMethod(operation: OperationModel): MethodSignatureStructure {
  const { kind, member, id, summary, description, deprecated, parameters: inPath } = operation;
  const [key] = inPath;
  const parameters = parametersOf(operation);
  const isOptional = parameters.every((parameter) => parameter.isOptional);
  const lines = [
    `${summary}. ${description}`.trim(),
    '',
    ...(key ? [`@param ${key.name} - ${key.description || 'The key of the row.'}`] : []),
    ...(parameters.length > 0
      ? [
          `@param parameters - ${parameters.map(({ name }) => `\`${name}\``).join(', ')}; see {@link ${parametersName(operation)}}.`,
        ]
      : []),
    `@param options - ${kind === 'action' ? 'A signal, the priority, how long is looked for what may have been done.' : 'A signal, the priority.'}`,
    `@throws {@link DefenderError} ${errorsOf(operation)}`,
    ...(deprecated === undefined ? [] : [`@deprecated ${deprecated}`]),
  ];
  return {
    kind: StructureKind.MethodSignature,
    name: member ?? id,
    docs: [`\n${lines.map(docText).join('\n')}`],
    parameters: [
      ...(key ? [{ name: key.name, type: jsonTypes[key.type] ?? 'string' }] : []),
      ...(parameters.length > 0
        ? [{ name: 'parameters', type: parametersName(operation), hasQuestionToken: isOptional }]
        : []),
      { name: 'options', type: kind === 'action' ? 'ActionOptions' : 'GetOptions', hasQuestionToken: true },
    ],
    returnType: `Promise<${resultType(operation)}>`,
  };
}
