import type { PipelineRequest } from './policy.ts';
import { DefenderError, isDefenderError, type ErrorCode, type ErrorDetails } from '../errors/defender-error.ts';

/** The error of a call on its way: it names the operation, and carries the id that the client gave the call. */
export const callError = (
  { names }: Pick<PipelineRequest, 'names'>,
  code: ErrorCode,
  words: string,
  details?: ErrorDetails,
): DefenderError => new DefenderError(code, `${names.operationId}: ${words}`, { ...names, ...details });

/**
 * The error that a call ends with, wherever it comes from: with what the call is known by, and with its attempts. One that came
 * without a name may have ended other calls, too (a token is asked for once for all of them), and is copied.
 */
export function ofCall({ names, call }: PipelineRequest, error: unknown): unknown {
  if (!isDefenderError(error)) return error;
  const attempts = [...call.attempts];
  if (error.clientRequestId) return Object.assign(error, { attempts });
  const details = { ...error, ...('cause' in error && { cause: error.cause }), ...names, attempts };
  return new DefenderError(error.code, error.message, details);
}
