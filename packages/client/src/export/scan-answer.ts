import {
  eachEntry,
  endOfName,
  endOfText,
  endOfValue,
  OPEN_BRACE,
  OPEN_BRACKET,
  skipSpace,
  type JsonBytes,
} from './json-bytes.ts';

/** The body of an answer, with its rows where they stand. */
export interface ScannedAnswer extends Readonly<JsonBytes> {
  /** Where each row begins and ends, in turns; undefined where there is no list of rows. */
  readonly value: readonly number[] | undefined;
  readonly '@odata.nextLink': unknown;
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The JSON from one index to another. */
export const parseBytes = (bytes: Uint8Array, start?: number, end?: number): unknown =>
  JSON.parse(decode(bytes.subarray(start, end)));

/**
 * Finds the rows in the body of an answer. What holds for `JSON.parse` holds here as well: the same is refused, and of a name that
 * stands twice the last one counts.
 *
 * @returns null for JSON that is no object.
 * @throws `SyntaxError` for what is no JSON.
 */
export function scanAnswer(bytes: Uint8Array): ScannedAnswer | null {
  let text: string | undefined;
  try {
    const answer = scan(bytes);
    if (!answer?.isBeyondAscii) return answer;
    text = decode(bytes);
    if (!text.includes('\uFFFD')) return answer;
  } catch {
    // It may become JSON as text, as which it is read where rows are parsed: without a mark at its start that says UTF-8.
  }
  // What is no UTF-8 becomes U+FFFD in rows that are parsed, and so it does here: lines are always UTF-8.
  return scan(new TextEncoder().encode(text ?? decode(bytes)));
}

function scan(bytes: Uint8Array): ScannedAnswer | null {
  const json: JsonBytes = { bytes, open: [], hasLineBreaks: false, isBeyondAscii: false };
  let value: number[] | undefined;
  let nextLink: unknown;

  function readRows(start: number): number {
    value = undefined;
    if (bytes[start] !== OPEN_BRACKET) return endOfValue(json, start);
    const bounds: number[] = [];
    value = bounds;
    return eachEntry(json, start, (row) => {
      const end = endOfValue(json, row);
      bounds.push(row, end);
      return end;
    });
  }

  function readMember(start: number): number {
    const name = parseBytes(bytes, start, endOfText(json, start));
    const at = endOfName(json, start);
    if (name === 'value') return readRows(at);
    const end = endOfValue(json, at);
    if (name === '@odata.nextLink') nextLink = parseBytes(bytes, at, end);
    return end;
  }

  const start = skipSpace(json, 0);
  const isObject = bytes[start] === OPEN_BRACE;
  const end = isObject ? eachEntry(json, start, readMember) : endOfValue(json, start);
  if (skipSpace(json, end) < bytes.length) throw new SyntaxError('Something follows the JSON.');
  return isObject ? { ...json, value, '@odata.nextLink': nextLink } : null;
}
