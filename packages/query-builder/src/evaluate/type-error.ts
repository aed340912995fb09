import { showPlace } from '../parse/syntax-error.ts';

/**
 * A filter or an order that does not fit the type of the rows: an unknown property or function, operands that cannot be compared,
 * a wrong number or type of arguments, something that is not a condition. Thrown when it is compiled, before any row is looked at.
 *
 * Use {@link isODataTypeError} to recognise one.
 */
export class ODataTypeError extends TypeError {
  override readonly name = 'ODataTypeError';
  readonly code = 'type-error';
  /** Where in the text the trouble begins, in UTF-16 code units from 0; undefined when the filter came as a tree. */
  readonly position: number | undefined;
  /** What would have been accepted, where that can be listed. */
  readonly allowed: readonly string[] | undefined;

  constructor(message: string, text?: string, position?: number, allowed?: readonly string[]) {
    super(
      text === undefined || position === undefined
        ? message
        : `${message} (position ${position})\n${showPlace(text, position)}`,
    );
    this.position = position;
    this.allowed = allowed;
  }
}

/** Tells whether a thrown value is an {@link ODataTypeError}; `instanceof` fails across two installed copies. */
export function isODataTypeError(error: unknown): error is ODataTypeError {
  return error instanceof Error && error.name === 'ODataTypeError';
}
