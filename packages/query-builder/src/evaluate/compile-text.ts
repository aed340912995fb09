import type { Positions } from '../parse/cursor.ts';
import type { Place } from './context.ts';
import { ODataTypeError } from './type-error.ts';

/**
 * Compiles what a text says. Where that fails it is parsed and compiled once more with the places of its nodes, so that the error can say
 * where: to keep the places of every filter would take as long as to parse it.
 */
export function compileText<Parsed, Result>(
  text: string,
  parse: (text: string, positions?: Positions) => Parsed,
  compile: (parsed: Parsed, place?: Place) => Result,
): Result {
  try {
    return compile(parse(text));
  } catch (error) {
    if (!(error instanceof ODataTypeError)) throw error;
    const positions: Positions = new Map();
    return compile(parse(text, positions), { text, positions });
  }
}
