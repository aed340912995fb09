/** What a query may be refused for. */
export type QueryErrorCode =
  | 'unknown-property'
  | 'property-not-filterable'
  | 'property-observed-only'
  | 'operator-not-allowed'
  | 'expression-not-allowed'
  | 'undefined-operand'
  | 'invalid-operand'
  | 'empty-list'
  | 'empty-logic'
  | 'match-all-in-logic'
  | 'too-deep'
  | 'invalid-top'
  | 'invalid-skip'
  | 'invalid-orderBy'
  | 'invalid-count'
  | 'invalid-select'
  | 'unknown-option'
  | 'option-observed-only'
  | 'invalid-query'
  | 'invalid-argument'
  | 'parser-not-loaded';

/**
 * A query that was refused before it was sent.
 *
 * `code` says what sort of refusal it is, `property` which property it is about, `allowed` what would have been accepted.
 * Use {@link isQueryError} to recognise one: `instanceof` fails across two installed copies.
 */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  declare readonly code: QueryErrorCode;
  /** The property that the refusal is about, where there is one. */
  declare readonly property: string | undefined;
  /** What would have been accepted: names, operators, a range. */
  declare readonly allowed: readonly string[] | undefined;

  constructor(code: QueryErrorCode, message: string, property?: string, allowed?: readonly string[]) {
    super((property ? `${property}: ` : '') + message + (allowed ? ` Allowed: ${allowed.join(', ')}.` : ''));
    Object.assign(this, { code, property, allowed });
  }
}

/**
 * Tells whether a thrown value is a {@link QueryError}.
 *
 * @example
 * try {
 *   from(machineActions).top(10_000 + 1);
 * } catch (error) {
 *   if (isQueryError(error)) console.error(error.code, error.allowed);
 * }
 */
export function isQueryError(error: unknown): error is QueryError {
  return error instanceof Error && error.name === 'QueryError';
}
