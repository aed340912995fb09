import { StructureKind } from 'ts-morph';
import type { BodyModel, OperationModel, PropertyModel } from '../model/model.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal, object } from './literal.ts';

/** By which property of its items a list is in order, and which comes before which. */
const orderOf = ({ properties = [] }: PropertyModel): object | undefined => {
  const found = properties.find(({ ordered }) => ordered);
  return found && { by: found.name, values: found.members };
};

/** What a value may be, where that is more than any of its type. */
const valueData = (property: PropertyModel): object => {
  const { edm, members, open, nullable, facets, properties } = property;
  const order = orderOf(property);
  return {
    type: edm,
    ...(nullable && { nullable }),
    ...(members && { members, ...(open === true && { open }) }),
    ...facets,
    ...(order && { order }),
    ...(properties && {
      properties: properties.map((inner) => ({ name: inner.name, required: inner.required, ...valueData(inner) })),
    }),
  };
};

/** What a caller may say of a body, and what it is called on the wire. */
const bodyData = ({ required, properties }: BodyModel): object => ({
  required,
  properties: properties.map((property) => ({
    name: property.option,
    wire: property.name,
    required: property.required,
    ...valueData(property),
  })),
});

const edmTypes: Readonly<Record<string, string>> = {
  integer: 'Edm.Int64',
  number: 'Edm.Double',
  boolean: 'Edm.Boolean',
};

/** What a parameter of the path may be, where that is more than text that is not empty. */
function parameterData({ parameters }: OperationModel): object | undefined {
  const told = parameters.flatMap(({ name, type, facets }) => {
    const others = Object.entries(facets).filter(([facet]) => facet !== 'minLength');
    const said = [...(type === 'string' ? [] : [['type', edmTypes[type] ?? 'Edm.String'] as const]), ...others];
    return said.length === 0 ? [] : [[name, Object.fromEntries(said)] as const];
  });
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

function data(operation: OperationModel): string {
  const { kind, entitySet, method, path, pathParameters, queryOptions, answer } = operation;
  const { headers, body, statuses, permissions, rateLimits, creates, owner, sets, empty } = operation;
  const parameters = parameterData(operation);
  return literal({
    kind,
    ...(entitySet !== undefined && { entitySet }),
    method,
    path,
    pathParameters,
    ...(parameters && { parameters }),
    queryOptions,
    ...(headers.length > 0 && { headers }),
    ...(body && { body: bodyData(body) }),
    statuses,
    answer,
    ...(operation.value?.isLink && { isLink: true }),
    ...(creates !== undefined && { creates }),
    ...(operation.with && { with: operation.with }),
    ...(operation.under && { under: operation.under }),
    ...(owner !== undefined && { owner }),
    ...(sets && { sets }),
    ...(empty !== undefined && { empty }),
    permissions,
    rateLimits,
  });
}

/** The operations as data: what a policy, a check or the emulator needs to know of each. */
export const emitOperations = (operations: readonly OperationModel[]): GeneratedModule => ({
  path: 'client/operations.gen.ts',
  structure: {
    statements: [
      constant(
        'operations',
        'The operations by name: where each is, what it takes, who may call it, and how often.',
        `${object(operations.map((operation) => ({ name: operation.id, doc: `${operation.summary}.`, text: data(operation) })))} as const`,
      ),
      {
        kind: StructureKind.TypeAlias,
        isExported: true,
        name: 'OperationId',
        type: 'keyof typeof operations',
        docs: ['The name of an operation.'],
      },
    ],
  },
});
