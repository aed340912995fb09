import { StructureKind } from 'ts-morph';
import type { BodyModel, OperationModel } from '../model/model.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal, object } from './literal.ts';

/** What a caller may say of a body, and what it is called on the wire. */
const bodyData = ({ required, properties }: BodyModel): object => ({
  required,
  properties: properties.map(({ option, name, required: isNeeded, edm, members }) => ({
    name: option,
    wire: name,
    required: isNeeded,
    type: edm,
    ...(members && { members }),
  })),
});

function data(operation: OperationModel): string {
  const { kind, entitySet, method, path, pathParameters, queryOptions, answer } = operation;
  const { headers, body, statuses, permissions, rateLimits, immutableTimestamp, creates, empty } = operation;
  return literal({
    kind,
    ...(entitySet !== undefined && { entitySet }),
    method,
    path,
    pathParameters,
    queryOptions,
    ...(headers.length > 0 && { headers }),
    ...(body && { body: bodyData(body) }),
    statuses,
    answer,
    ...(creates !== undefined && { creates }),
    ...(operation.with && { with: operation.with }),
    ...(empty !== undefined && { empty }),
    permissions,
    rateLimits,
    ...(immutableTimestamp !== undefined && { immutableTimestamp }),
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
