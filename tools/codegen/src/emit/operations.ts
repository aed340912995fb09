import { StructureKind } from 'ts-morph';
import type { OperationModel } from '../model/model.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal, object } from './literal.ts';

function data(operation: OperationModel): string {
  const { kind, entitySet, method, path, pathParameters, queryOptions, answer } = operation;
  const { permissions, rateLimits, immutableTimestamp, empty } = operation;
  return literal({
    kind,
    ...(entitySet !== undefined && { entitySet }),
    method,
    path,
    pathParameters,
    queryOptions,
    answer,
    ...(empty !== undefined && { empty }),
    permissions,
    rateLimits,
    ...(immutableTimestamp !== undefined && { immutableTimestamp }),
  });
}

/** The operations as data: what a policy, a check or the emulator needs to know of each. */
export const emitOperations = (operations: readonly OperationModel[]): GeneratedModule => ({
  path: 'packages/client/src/generated/operations.gen.ts',
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
