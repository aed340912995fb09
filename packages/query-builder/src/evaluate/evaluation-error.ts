/** Why a filter could not be evaluated on a row. */
export type EvaluationErrorCode = 'division-by-zero' | 'invalid-argument' | 'invalid-value' | 'out-of-range';

/**
 * A filter that fails on a row, as the standard says it must: division of a whole number by zero, a negative length of a
 * substring; or a row whose value is none of its property's type. A service answers such a request with 400.
 *
 * Use {@link isODataEvaluationError} to recognise one.
 */
export class ODataEvaluationError extends RangeError {
  override readonly name = 'ODataEvaluationError';
  readonly code: EvaluationErrorCode;

  constructor(code: EvaluationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Tells whether a thrown value is an {@link ODataEvaluationError}; `instanceof` fails across two installed copies. */
export function isODataEvaluationError(error: unknown): error is ODataEvaluationError {
  return error instanceof Error && error.name === 'ODataEvaluationError';
}
