import { isODataSyntaxError } from '@defender-odata/query-builder/parse';
import { isQueryError } from '@defender-odata/query-builder';

/** What is wrong with a text, where, and what could stand there. */
export interface Fault {
  /** `syntax`: no OData; `refused`: OData that this collection does not take. */
  readonly kind: 'syntax' | 'refused';
  readonly message: string;
  /** The place in the text that was typed; the same twice where it is a point. Undefined where it is no place. */
  readonly place: readonly [from: number, to: number] | undefined;
  readonly expected: readonly string[];
  /** The text as it was probably meant; it has been tried. */
  readonly mended: string | undefined;
}

/** The first place where a name stands in a filter, outside of quotes. */
function placeOf(name: string | undefined, text: string): readonly [number, number] | undefined {
  if (!name) return undefined;
  const words = /'(?:[^']|'')*'?|[\p{L}_][\p{L}\d_]*/gu;
  for (let word = words.exec(text); word; word = words.exec(text))
    if (word[0] === name) return [word.index, word.index + name.length];
  return undefined;
}

/**
 * Reads an error of the parser or of the builder; anything else is thrown on.
 *
 * @param text - The text that the error is about.
 * @param offset - Where this text begins in what was typed.
 */
export function readFault(error: unknown, text: string, offset: number): Omit<Fault, 'mended'> {
  if (isODataSyntaxError(error)) {
    const from = offset + error.position;
    const word = /^(?:[\p{L}\d_]+|[=<>!&|]+|.)/u.exec(text.slice(error.position))?.[0].length ?? 0;
    return { kind: 'syntax', message: error.reason, place: [from, from + word], expected: error.expected };
  }
  if (isQueryError(error)) {
    const place = placeOf(error.property, text);
    return {
      kind: 'refused',
      message: error.message,
      place: place && [place[0] + offset, place[1] + offset],
      expected: error.allowed ?? [],
    };
  }
  throw error;
}
