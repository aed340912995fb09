/**
 * JSON (RFC 8259) that is read where it stands, in UTF-8: where what begins here ends, and whether it is JSON at all; nothing is made
 * of it. No function calls itself: deep nesting needs no stack. An index beyond the end reads as 0, which is JSON nowhere.
 */

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const OPEN_BRACKET = 0x5b;
export const OPEN_BRACE = 0x7b;
/** From an opening bracket or brace to the one that closes it. */
const TO_CLOSING = 2;
const CLOSE_BRACE = OPEN_BRACE + TO_CLOSING;
const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** The last of ASCII. */
const DELETE = 0x7f;
/** Turns a letter of ASCII into its small one. */
const SMALL = 0x20;

const notJson = () => new SyntaxError('This is not JSON.');

/** Whether what begins with this byte is an object or a list. */
const isOpening = (byte: number | undefined): byte is number => byte === OPEN_BRACE || byte === OPEN_BRACKET;

/** JSON in UTF-8, and what was noticed while it was read. */
export interface JsonBytes {
  readonly bytes: Uint8Array;
  /** What closes each object and each list that is open; empty between two values. One for all rows: each with its own is garbage. */
  readonly open: number[];
  /** Whether a line breaks between two tokens; within a text JSON has no line breaks. */
  hasLineBreaks: boolean;
  /** Whether a text holds a byte beyond ASCII; nothing else can. What these bytes mean is not looked at. */
  isBeyondAscii: boolean;
}

export function skipSpace(json: JsonBytes, start: number): number {
  const { bytes } = json;
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) json.hasLineBreaks = true;
    else if (byte !== SPACE && byte !== TAB) return at;
    at++;
  }
}

/**
 * @param start - Where a value begins, without space before it.
 * @returns Where it ends: the index after its last byte.
 * @throws `SyntaxError` for what is no JSON.
 */
export function endOfValue(json: JsonBytes, start: number): number {
  const { bytes, open } = json;
  let at = start;
  for (;;) {
    const first = bytes[at] ?? 0;
    if (isOpening(first)) {
      at = skipSpace(json, at + 1);
      if (bytes[at] !== first + TO_CLOSING) {
        open.push(first + TO_CLOSING);
        if (first === OPEN_BRACE) at = endOfName(json, at);
        continue;
      }
      at++;
    } else at = first === QUOTE ? endOfText(json, at) : endOfPlain(bytes, at);
    for (;;) {
      const closing = open.at(-1);
      if (closing === undefined) return at;
      at = skipSpace(json, at);
      const byte = bytes[at++];
      if (byte === COMMA) {
        at = skipSpace(json, at);
        if (closing === CLOSE_BRACE) at = endOfName(json, at);
        break;
      }
      if (byte !== closing) throw notJson();
      open.pop();
    }
  }
}

/** Walks an object or a list. `readEntry` gets where a member or an item begins, and returns where it ends. */
export function eachEntry(json: JsonBytes, start: number, readEntry: (start: number) => number): number {
  const { bytes } = json;
  const closing = (bytes[start] ?? 0) + TO_CLOSING;
  let at = skipSpace(json, start + 1);
  if (bytes[at] === closing) return at + 1;
  for (;;) {
    at = skipSpace(json, readEntry(skipSpace(json, at)));
    const byte = bytes[at++];
    if (byte === closing) return at;
    if (byte !== COMMA) throw notJson();
  }
}

/** The name of a member, with the colon after it; returns where its value begins. */
export function endOfName(json: JsonBytes, start: number): number {
  const { bytes } = json;
  const at = skipSpace(json, endOfText(json, start));
  if (bytes[at] !== COLON) throw notJson();
  return skipSpace(json, at + 1);
}

export function endOfText(json: JsonBytes, start: number): number {
  const { bytes } = json;
  let at = start;
  if (bytes[at++] !== QUOTE) throw notJson();
  for (;;) {
    const byte = bytes[at++] ?? 0;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at = endOfEscape(bytes, at);
    else if (byte < SPACE) throw notJson();
    else if (byte > DELETE) json.isBeyondAscii = true;
  }
}

/** @param start - Where the character after the backslash stands. */
function endOfEscape(bytes: Uint8Array, start: number): number {
  const escaped = String.fromCharCode(bytes[start] ?? 0);
  if ('"\\/bfnrt'.includes(escaped)) return start + 1;
  const end = start + 5;
  if (escaped !== 'u') throw notJson();
  for (let at = start + 1; at < end; at++) if (!isHexDigit(bytes[at] ?? 0)) throw notJson();
  return end;
}

/** A number, `true`, `false` or `null`. */
function endOfPlain(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  if (first === MINUS || isDigit(first)) return endOfNumber(bytes, start);
  const word = first === 0x6e ? 'null' : first === 0x74 ? 'true' : 'false';
  for (let index = 0; index < word.length; index++)
    if (bytes[start + index] !== word.charCodeAt(index)) throw notJson();
  return start + word.length;
}

function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = bytes[start] === MINUS ? start + 1 : start;
  at = bytes[at] === ZERO ? at + 1 : endOfDigits(bytes, at);
  if (bytes[at] === DOT) at = endOfDigits(bytes, at + 1);
  if (((bytes[at] ?? 0) | SMALL) === 0x65) {
    at++;
    if (bytes[at] === PLUS || bytes[at] === MINUS) at++;
    at = endOfDigits(bytes, at);
  }
  return at;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
const isHexDigit = (byte: number): boolean => isDigit(byte) || ((byte | SMALL) >= 0x61 && (byte | SMALL) <= 0x66);

function endOfDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at] ?? 0)) at++;
  if (at === start) throw notJson();
  return at;
}
