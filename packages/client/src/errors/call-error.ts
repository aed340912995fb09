import type { PipelineRequest } from '../core/policy.ts';
import { DefenderError, type ErrorCode, type ErrorDetails } from './defender-error.ts';

/** The error of a call on its way: it names the operation, and carries the id that the client gave the call. */
export const callError = (
  { names }: Pick<PipelineRequest, 'names'>,
  code: ErrorCode,
  words: string,
  details?: ErrorDetails,
): DefenderError => new DefenderError(code, `${names.operationId}: ${words}`, { ...names, ...details });
