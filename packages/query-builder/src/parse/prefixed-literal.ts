import { isLexical } from '../edm/lexical.ts';
import { literal } from '../nodes/create.ts';
import { enumValue, geo } from '../nodes/create-more.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { type Cursor, fail } from './cursor.ts';
import { isGeoText } from './geo-text.ts';
import { lazyPattern } from './lazy-pattern.ts';
import { takeQuoted } from './string.ts';

const BASE64URL = /^(?:[\w-]{4})*(?:[\w-]{2}(?:==)?|[\w-]{3}=?)?$/;
const ENUM_MEMBER = '(?:[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}\\p{Pc}\\p{Cf}]*|[+-]?\\d+)';
const enumMembers = lazyPattern(`^${ENUM_MEMBER}(?:,${ENUM_MEMBER})*$`, 'u');

/** The prefixes of OData V2 and V3, and what V4 writes instead. */
const OLD: ReadonlyMap<string, string> = new Map([
  ['datetime', 'a timestamp without quotes: 2019-11-22T00:00:00Z'],
  ['datetimeoffset', 'a timestamp without quotes: 2019-11-22T00:00:00Z'],
  [
    'guid',
    'a GUID without quotes, 01234567-89ab-cdef-0123-456789abcdef, or between quotes alone where the property is text',
  ],
  ['time', "a time of day without quotes, 13:20:00, or duration'PT13H20M'"],
  ['x', "binary'…' with base64url"],
]);

/**
 * Takes a literal with its type before the quote: `duration'PT1H'`, `binary'T0RhdGE'`, `geography'…'`, `geometry'…'`, or a value
 * of an enumeration, `Sales.Pattern'Yellow'`. The cursor stands on the quote, `prefix` began at `start`.
 */
export function takePrefixed(c: Cursor, prefix: string, start: number): FilterNode {
  const lower = prefix.toLowerCase();
  const instead = OLD.get(lower);
  if (instead !== undefined) fail(c, `${prefix}'…' is OData V3; V4 writes ${instead}.`, [], start);
  const value = takeQuoted(c);
  switch (lower) {
    case 'duration':
      check(c, isLexical('Edm.Duration', value), start, "a duration is written as in duration'P1DT2H30M15.5S'");
      return literal('Edm.Duration', value);
    case 'binary':
      check(c, BASE64URL.test(value), start, 'binary is written in base64url: letters, digits, - and _');
      return literal('Edm.Binary', value);
    case 'geography':
    case 'geometry':
      check(c, isGeoText(value), start, `a place is written as in ${lower}'SRID=4326;Point(142.1 64.1)'`);
      return geo(lower, value);
    default:
      check(
        c,
        enumMembers().test(value),
        start,
        "members of an enumeration are names or numbers, as in Sales.Pattern'Solid,32'",
      );
      return enumValue(prefix, value);
  }
}

function check(c: Cursor, isRight: boolean, start: number, rule: string): void {
  if (!isRight) fail(c, `This is no ${c.text.slice(start, c.text.indexOf("'", start))} literal: ${rule}.`, [], start);
}
