import type { CanonicalFunction } from '../../nodes/functions.ts';
import { type Expression, type Getter, valuesOf } from '../context.ts';
import type { Condition } from '../logic.ts';
import type { Fields } from '../own-property.ts';
import { BOOLEAN, isPrimitive } from '../static-type.ts';

/**
 * `contains`, `startswith` and `endswith` with a constant part, in a form that answers true and false without a value on the way.
 * They mean exactly what the general form means; undefined for other calls.
 */
export function fastTextTest(name: CanonicalFunction, [text, part]: readonly Expression[]): Condition | undefined {
  const wanted = part?.text;
  if (!text || wanted === undefined || !isPrimitive(text.type, 'Edm.String')) return undefined;
  if (name !== 'contains' && name !== 'startswith' && name !== 'endswith') return undefined;
  const getText = textGetter(text);
  const isTrue = textTest(name, getText, wanted, true);
  const holds = HOLDS[name];
  const get = (row: object): boolean | null => {
    const value = getText(row);
    return value === null ? null : holds(value, wanted);
  };
  return { type: BOOLEAN, get, isTrue, isFalse: textTest(name, getText, wanted, false) };
}

const HOLDS = {
  contains: (text: string, part: string) => text.includes(part),
  startswith: (text: string, part: string) => text.startsWith(part),
  endswith: (text: string, part: string) => text.endsWith(part),
};

/** Whether the test comes out as wanted; null comes out as neither. */
function textTest(
  name: 'contains' | 'startswith' | 'endswith',
  getText: Getter<string | null>,
  part: string,
  wanted: boolean,
): Getter<boolean> {
  switch (name) {
    case 'contains':
      return (row) => {
        const text = getText(row);
        return text !== null && text.includes(part) === wanted;
      };
    case 'startswith':
      return (row) => {
        const text = getText(row);
        return text !== null && text.startsWith(part) === wanted;
      };
    case 'endswith':
      return (row) => {
        const text = getText(row);
        return text !== null && text.endsWith(part) === wanted;
      };
  }
}

/** The text of a property of the row, past the general reader where it is a string anyway. */
function textGetter(text: Expression): Getter<string | null> {
  const general = valuesOf<string>(text);
  const { own } = text;
  if (own === undefined) return general;
  return (row) => {
    const raw = (row as Fields)[own];
    return typeof raw === 'string' ? raw : general(row);
  };
}
