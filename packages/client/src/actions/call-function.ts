import type { CallOptions } from '../core/call-options.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import type { MemberContext } from './context.ts';
import { readCall } from './read-call.ts';

/** Calls what reads and changes nothing. @returns The value that the answer holds. */
export async function callFunction(
  { name, operationId, operation, definition, runtime }: MemberContext,
  key: unknown,
  parameters: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  const own = ownOptions(name, options, callOptionTypes);
  const { path } = readCall(operationId, operation, definition, key, parameters);
  const { value } = (await runtime.transport({ operationId, method: operation.method, path }, own)) as {
    readonly value: unknown;
  };
  // The documents' sample of a link has quotation marks inside of the text, which no URL has.
  return operation.isLink && typeof value === 'string' ? value.replace(/^"(.*)"$/, '$1') : value;
}
