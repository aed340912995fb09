const BEFORE = 50;
const AFTER = 20;

/**
 * A text that is not OData.
 *
 * `position` is the UTF-16 offset of the place in the text, `expected` what could have stood there; the message says both in
 * words and shows the text around the place with a mark under it. Use {@link isODataSyntaxError} to recognise one.
 */
export class ODataSyntaxError extends SyntaxError {
  override readonly name = 'ODataSyntaxError';
  readonly code = 'syntax-error';
  /** The offset of the place in the text that was parsed, in UTF-16 code units, from 0. */
  readonly position: number;
  /** What is wrong, in words, without the place. */
  readonly reason: string;
  /** What could have stood at the place. */
  readonly expected: readonly string[];

  constructor(message: string, text: string, position: number, expected: readonly string[] = []) {
    super(`${message} (position ${position})\n${showPlace(text, position)}`);
    this.reason = message;
    this.position = position;
    this.expected = expected;
  }
}

/**
 * Tells whether a thrown value is an {@link ODataSyntaxError}; `instanceof` fails across two installed copies.
 *
 * @example
 * try {
 *   parseFilter("status = 'x'");
 * } catch (error) {
 *   if (isODataSyntaxError(error)) console.error(error.position, error.expected);
 * }
 */
export function isODataSyntaxError(error: unknown): error is ODataSyntaxError {
  return error instanceof Error && error.name === 'ODataSyntaxError';
}

/** The text around a place on one line, and a mark under the place on the next; what would break the line becomes a blank. */
export function showPlace(text: string, position: number): string {
  const from = Math.max(0, position - BEFORE);
  const to = Math.min(text.length, position + AFTER);
  const head = from > 0 ? '…' : '';
  const line = head + text.slice(from, to) + (to < text.length ? '…' : '');
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const visible = line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
  return `  ${visible}\n  ${' '.repeat(head.length + position - from)}^`;
}
