import { resolve } from '../spec/reference.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, list, record, text, texts } from '../spec/value.ts';
import type { OperationModel } from './model.ts';

/** An operation of the document, and where it stands. */
export interface OperationEntry {
  /** Where the operation stands in the document. */
  readonly at: Path;
  readonly path: string;
  readonly method: string;
  readonly operation: Readonly<Record<string, unknown>>;
  readonly parameters: readonly Readonly<Record<string, unknown>>[];
}

/** The methods that OpenAPI 3.1 allows in a path item. */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation of the document, in its order. */
export function operationEntries(spec: Spec): readonly OperationEntry[] {
  return Object.entries(record(spec.root['paths'])).flatMap(([path, item]) =>
    Object.entries(record(item))
      .filter(([method, operation]) => methods.includes(method) && isRecord(operation))
      .map(([method, operation]) => ({
        at: ['paths', path, method],
        path,
        method,
        operation: record(operation),
        parameters: [...list(record(item)['parameters']), ...list(record(operation)['parameters'])].map((parameter) =>
          record(resolve(spec, parameter)),
        ),
      })),
  );
}

/** The operations as the emitters need them. */
export function readOperations(spec: Spec): readonly OperationModel[] {
  return operationEntries(spec).map(({ path, method, operation, parameters }) => {
    const permissions = record(resolve(spec, operation['x-permissions']));
    const { immutableTimestamp } = record(operation['x-odata']);
    return {
      id: text(operation['operationId']),
      summary: text(operation['summary']),
      method: method.toUpperCase(),
      path,
      queryOptions: parameters.filter(({ in: place }) => place === 'query').map(({ name }) => text(name)),
      permissions: {
        application: texts(permissions['application']),
        delegated: texts(permissions['delegated']),
        role: text(permissions['role']),
      },
      rateLimits: list(resolve(spec, operation['x-rate-limits'])).map((limit) => ({
        calls: Number(record(limit)['calls']),
        seconds: Number(record(limit)['seconds']),
      })),
      ...(typeof immutableTimestamp === 'string' && { immutableTimestamp }),
    };
  });
}
