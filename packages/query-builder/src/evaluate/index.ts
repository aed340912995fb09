export { compileFilter } from './compile-filter.ts';
export type { EvaluateOptions } from './compile-filter.ts';
export type { Clock } from './context.ts';
export { isODataEvaluationError, ODataEvaluationError } from './evaluation-error.ts';
export type { EvaluationErrorCode } from './evaluation-error.ts';
export { isODataTypeError, ODataTypeError } from './type-error.ts';
