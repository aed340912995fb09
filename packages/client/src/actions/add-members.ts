import type { CollectionDefinition } from '../collections/definition.ts';
import type { ServiceCollection } from '../collections/service-collection.ts';
import type { ClientRuntime } from '../pipeline/client-runtime.ts';
import { createAnswered } from './answered.ts';
import { callFunction } from './call-function.ts';
import type { MemberContext } from './context.ts';
import type { MemberOperation } from './definition.ts';
import { createServiceTime } from './service-time.ts';
import { startAction } from './start-action.ts';

type Call = (
  context: MemberContext,
  key: unknown,
  parameters: unknown,
  options: object | undefined,
) => Promise<unknown>;

/** A method of a collection: it takes the key where there is one, parameters where there are some, and options. */
const methodOf = (context: MemberContext, call: Call) => {
  const { pathParameters, body } = context.operation;
  const hasKey = pathParameters.length > 0;
  const hasParameters = pathParameters.length > 1 || body !== undefined;
  return (...given: readonly unknown[]): Promise<unknown> => {
    const rest = given.slice(Number(hasKey));
    const [parameters, options] = hasParameters ? rest : [undefined, rest[0]];
    return call(context, hasKey ? given[0] : undefined, parameters, options as object | undefined);
  };
};

/**
 * Gives collections the actions and functions that the spec has on them, each as a method.
 *
 * @param made - The collections, each with its definition.
 */
export function addMembers(
  made: readonly (readonly [CollectionDefinition, ServiceCollection])[],
  operations: Readonly<Record<string, MemberOperation>>,
  runtime: ClientRuntime,
): void {
  const answered = createAnswered();
  const time = createServiceTime(runtime.clock);
  for (const [definition, collection] of made)
    for (const [members = {}, call] of [
      [definition.actions, startAction],
      [definition.functions, callFunction],
    ] as const)
      for (const [name, operationId] of Object.entries(members)) {
        const operation = operations[operationId];
        if (!operation) continue;
        const target = made.find(([, { entitySet }]) => entitySet.name === operation.creates)?.[1];
        const read = operations[definition.operations.get ?? ''];
        const context = {
          name,
          read,
          operationId,
          operation,
          collection,
          definition,
          made: target,
          runtime,
          answered,
          time,
        };
        Object.defineProperty(collection, name, { value: methodOf(context, call as Call) });
      }
}
