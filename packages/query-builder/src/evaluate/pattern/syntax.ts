/** A regular expression as a tree, as far as it can be matched in linear time. */
export type Pattern =
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly body: Pattern; readonly min: number; readonly max: number };

/** What can be asked of a place between characters. */
export type Assertion = 'start' | 'end' | 'boundary' | 'no-boundary';

/** Why a pattern is refused: it is wrong, or nobody can promise that matching it ends. */
export class PatternError extends Error {}

const MAX_NESTING = 100;

const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const ESCAPES = {
  byCodePoint: /\\(?:u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|[pP]\{[^}]*\}|c[A-Za-z]|[^])/uy,
  byCodeUnit: /\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|[^])/y,
};
const CLASS = /\[(?:[^\]\\]|\\[^])*\]/uy;
const ASSERTIONS: ReadonlyMap<string, Assertion> = new Map<string, Assertion>([
  ['^', 'start'],
  ['$', 'end'],
  ['\\b', 'boundary'],
  ['\\B', 'no-boundary'],
]);

/**
 * Reads the structure of an ECMAScript pattern that the engine has already accepted: groups, choices, repetitions. Single characters
 * and classes stay text, which the engine itself will explain. Without Unicode mode a character is a UTF-16 code unit. Back-references and lookaround are refused: no automaton has them.
 */
export function readPattern(source: string, byCodePoint: boolean): Pattern {
  const reader = { source, byCodePoint, at: 0, nesting: 0 };
  return readChoice(reader);
}

interface Reader {
  readonly source: string;
  readonly byCodePoint: boolean;
  at: number;
  nesting: number;
}

function readChoice(reader: Reader): Pattern {
  const options = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    options.push(readSequence(reader));
  }
  const [only] = options;
  return options.length === 1 && only ? only : { kind: 'choice', options };
}

function readSequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source.charAt(reader.at))) {
    parts.push(readRepetition(reader, readAtom(reader)));
  }
  return { kind: 'sequence', parts };
}

function readRepetition(reader: Reader, body: Pattern): Pattern {
  const match = take(reader, QUANTIFIER);
  if (!match) return body;
  const [, symbol, min = '', comma, max = ''] = match;
  if (symbol !== undefined)
    return { kind: 'repeat', body, min: symbol === '+' ? 1 : 0, max: symbol === '?' ? 1 : Infinity };
  return {
    kind: 'repeat',
    body,
    min: Number(min),
    max: comma === undefined ? Number(min) : max === '' ? Infinity : Number(max),
  };
}

function readAtom(reader: Reader): Pattern {
  const { source, at } = reader;
  if (source[at] === '(') return readGroup(reader);
  const text =
    (take(reader, CLASS) ?? take(reader, reader.byCodePoint ? ESCAPES.byCodePoint : ESCAPES.byCodeUnit))?.[0] ??
    takeCharacter(reader);
  const assertion = ASSERTIONS.get(text);
  if (assertion !== undefined) return { kind: 'assertion', assertion };
  if (/^\\(?:[1-9]|k$)/.test(text)) throw new PatternError('a back-reference cannot be matched in linear time');
  return { kind: 'character', source: text };
}

function readGroup(reader: Reader): Pattern {
  const head = /^\((?:\?(?::|<(?![=!])[^>]*>))?/.exec(reader.source.slice(reader.at))?.[0] ?? '(';
  reader.at += head.length;
  if (head === '(' && reader.source[reader.at] === '?') {
    throw new PatternError('lookahead, lookbehind and flags in groups cannot be matched in linear time');
  }
  if (++reader.nesting > MAX_NESTING) throw new PatternError(`groups may nest ${MAX_NESTING} deep`);
  const inner = readChoice(reader);
  reader.nesting--;
  reader.at++; // the closing parenthesis, which the engine has seen
  return inner;
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match) reader.at = pattern.lastIndex;
  return match ?? undefined;
}

function takeCharacter(reader: Reader): string {
  const { source, at, byCodePoint } = reader;
  const character = byCodePoint ? String.fromCodePoint(source.codePointAt(at) ?? 0) : source.charAt(at);
  reader.at += character.length;
  // A brace that opens no quantifier is a character of its own in patterns without Unicode mode.
  return /[{}\]]/.test(character) ? `\\${character}` : character;
}
