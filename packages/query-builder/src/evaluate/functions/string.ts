import type { CanonicalFunction } from '../../nodes/functions.ts';
import type { Expression } from '../context.ts';
import { valuesOf } from '../context.ts';
import { threeValued } from '../logic.ts';
import { isPrimitive, STRING, type StaticType } from '../static-type.ts';
import type { Signature } from './signature.ts';

const isText = (type: StaticType): boolean => type.kind === 'null' || isPrimitive(type, 'Edm.String');

const areTexts =
  (count: number) =>
  (types: readonly StaticType[]): boolean =>
    types.length === count && types.every(isText);

/** A test of one text by another; null when one of them is. */
const test = (holds: (text: string, part: string) => boolean): Signature => ({
  form: '(Edm.String,Edm.String)',
  accepts: areTexts(2),
  compile: ([text, part]) => {
    if (!text || !part) throw new TypeError('unreachable: two arguments were accepted');
    const getText = valuesOf<string>(text);
    const getPart = valuesOf<string>(part);
    return threeValued((row) => {
      const whole = getText(row);
      const wanted = getPart(row);
      return whole === null || wanted === null ? null : holds(whole, wanted);
    });
  },
});

/** A text made from another; null when that is. */
const change = (convert: (text: string) => string): Signature => ({
  form: '(Edm.String)',
  accepts: areTexts(1),
  compile: ([text]): Expression => {
    if (!text) throw new TypeError('unreachable: one argument was accepted');
    const get = valuesOf<string>(text);
    return {
      type: STRING,
      get: (row) => {
        const value = get(row);
        return value === null ? null : convert(value);
      },
    };
  },
});

/** The functions of strings (5.1.1.5, 5.1.1.7). */
export const stringFunctions = {
  contains: [test((text, part) => text.includes(part))],
  startswith: [test((text, part) => text.startsWith(part))],
  endswith: [test((text, part) => text.endsWith(part))],
  tolower: [change((text) => text.toLowerCase())],
  toupper: [change((text) => text.toUpperCase())],
  trim: [change((text) => text.trim())],
} satisfies Partial<Record<CanonicalFunction, readonly Signature[]>>;
