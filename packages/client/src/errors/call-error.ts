import type { PipelineRequest } from '../core/policy.ts';
import { DefenderError, type ErrorCode, type ErrorDetails } from './defender-error.ts';

/** The error of a call on its way: it names the operation, and carries the id that the client gave the call. */
export const callError = (
  { operation: { operationId }, call: { clientRequestId } }: Pick<PipelineRequest, 'operation' | 'call'>,
  code: ErrorCode,
  words: string,
  details?: ErrorDetails,
): DefenderError => new DefenderError(code, `${operationId}: ${words}`, { operationId, clientRequestId, ...details });
