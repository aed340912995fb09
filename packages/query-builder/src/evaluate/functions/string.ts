import { ODataEvaluationError } from '../evaluation-error.ts';
import { type Numeric, toDouble } from '../numeric.ts';
import { INT32, STRING } from '../static-type.ts';
import { fixed, INTEGER, type Signature, test, TEXT } from './signature.ts';
import { indexOfText, lengthOf, sliceText } from './text.ts';

/** A length or position as a JavaScript number; the standard makes a negative length a bad request. */
export function toLength(length: Numeric): number {
  const value = toDouble(length);
  if (value >= 0) return value;
  throw new ODataEvaluationError('invalid-argument', 'substring: the length is negative.');
}

/** The functions of strings (5.1.1.5, 5.1.1.7). Strings compare by code unit; case goes by Unicode's rules. */
export const stringFunctions = {
  concat: [fixed([TEXT, TEXT], STRING, (text: string, other: string) => text + other)],
  contains: [test([TEXT, TEXT], (text: string, part: string) => text.includes(part))],
  endswith: [test([TEXT, TEXT], (text: string, part: string) => text.endsWith(part))],
  indexof: [fixed([TEXT, TEXT], INT32, indexOfText)],
  length: [fixed([TEXT], INT32, lengthOf)],
  startswith: [test([TEXT, TEXT], (text: string, part: string) => text.startsWith(part))],
  substring: [
    fixed([TEXT, INTEGER], STRING, (text: string, start: Numeric) => sliceText(text, toDouble(start))),
    fixed([TEXT, INTEGER, INTEGER], STRING, (text: string, start: Numeric, length: Numeric) =>
      sliceText(text, toDouble(start), toLength(length)),
    ),
  ],
  tolower: [fixed([TEXT], STRING, (text: string) => text.toLowerCase())],
  toupper: [fixed([TEXT], STRING, (text: string) => text.toUpperCase())],
  trim: [fixed([TEXT], STRING, (text: string) => text.trim())],
} satisfies Record<string, readonly Signature[]>;
