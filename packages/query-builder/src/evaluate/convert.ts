import type { EdmPrimitiveType } from '../edm/entity-type.ts';
import { isLexical } from '../edm/lexical.ts';
import { type Instant, parseDate, printDate, printDuration, printInstant, printTimeOfDay } from './calendar-value.ts';
import { compareNumeric, type Numeric, simplify, toBig, toDouble, toWhole } from './numeric.ts';
import { readEnum, readerOf } from './read-value.ts';
import {
  type EnumMembers,
  isInteger,
  isNumeric,
  isPrimitive,
  isSameType,
  primitive,
  type StaticType,
} from './static-type.ts';

/** Turns a value that is not null into one of another type; undefined when it cannot be one. */
export type Converter = (value: unknown) => unknown;

/** The lowest and highest value of the integer types. */
const RANGES: Readonly<Record<string, readonly [Numeric, Numeric]>> = {
  'Edm.Byte': [0, 255],
  'Edm.SByte': [-128, 127],
  'Edm.Int16': [-32_768, 32_767],
  'Edm.Int32': [-2_147_483_648, 2_147_483_647],
  'Edm.Int64': [
    { digits: -(2n ** 63n), scale: 0 },
    { digits: 2n ** 63n - 1n, scale: 0 },
  ],
};

/**
 * The conversion of `cast` (5.1.1.10.1): scalar types to a string and from one, numbers to numbers with the fraction rounded away, whole
 * numbers to an enumeration and from one, collections item by item, a timestamp to its date. Undefined where there is none.
 *
 * @param rounding - `exactly` when a fraction makes it no value of the type instead.
 */
export function converterOf(from: StaticType, to: StaticType, rounding?: 'exactly'): Converter | undefined {
  if (isSameType(from, to)) return (value) => value;
  if (to.kind === 'collection' && from.kind === 'collection')
    return itemConverter(converterOf(from.item, to.item, rounding));
  if (to.kind === 'enum') return enumConverter(from, to.members);
  if (to.kind !== 'primitive') return undefined;
  if (isNumeric(from) && isNumeric(to)) return numberConverter(to.name, rounding);
  if (to.name === 'Edm.String') return textOf(from);
  if (isPrimitive(from, 'Edm.String')) return fromText(to.name);
  if (isPrimitive(from, 'Edm.DateTimeOffset') && to.name === 'Edm.Date') {
    return (value) => parseDate(/^-?\d+-\d\d-\d\d/.exec(printInstant(value as Instant))?.[0] ?? ''); // an Instant by type
  }
  if (from.kind === 'enum' && isNumeric(to)) {
    const convert = numberConverter(to.name, rounding);
    return (value) => (typeof value === 'bigint' ? convert(simplify({ digits: value, scale: 0 })) : undefined);
  }
  return undefined;
}

/** Each item as another type, null staying null; an item that cannot be one fails the whole. */
function itemConverter(convert: Converter | undefined): Converter | undefined {
  if (!convert) return undefined;
  return (value) => {
    const items = (value as readonly unknown[]).map((item) => (item === null ? null : convert(item))); // a collection by type
    return items.includes(undefined) ? undefined : items;
  };
}

/** Names of members, or a whole number that is the value of one; of flags any number that the enumeration has bits for. */
function enumConverter(from: StaticType, members: EnumMembers): Converter | undefined {
  const { values, isFlags } = members;
  const known = new Set(values.values());
  const bits = [...known].every((value) => BigInt.asIntN(32, value) === value) ? 32 : 64;
  const valid = (value: unknown): unknown =>
    typeof value === 'bigint' && (isFlags ? BigInt.asIntN(bits, value) === value : known.has(value))
      ? value
      : undefined;
  if (isPrimitive(from, 'Edm.String')) return (value) => valid(readEnum(value, members));
  return isInteger(from) ? (value) => valid(toBig(value as Numeric).digits) : undefined; // a whole number by type
}

function numberConverter(name: string, rounding: 'exactly' | undefined): Converter {
  const range = RANGES[name];
  return (value) => {
    const number = value as Numeric; // numeric by type
    if (name === 'Edm.Double') return toDouble(number);
    if (name === 'Edm.Single') return Math.fround(toDouble(number));
    if (!range) return number;
    if (typeof number === 'number' && !Number.isFinite(number)) return undefined;
    const whole = toWhole(number, 'round');
    if (rounding && compareNumeric(whole, number) !== 0) return undefined;
    return compareNumeric(whole, range[0]) >= 0 && compareNumeric(whole, range[1]) <= 0 ? whole : undefined;
  };
}

/** A text that is a literal of the type, without its prefix and quotes. A timestamp without a zone is in UTC. */
function fromText(name: EdmPrimitiveType): Converter {
  if (name === 'Edm.Boolean')
    return (value) => (isLexical(name, String(value)) ? /^t/i.test(String(value)) : undefined);
  const read = readerOf(primitive(name));
  const toType: Converter = isNumeric(primitive(name)) ? numberConverter(name, undefined) : (value) => value;
  return (value) => {
    const found = literalsOf(name, String(value))
      .filter((text) => isLexical(name, text))
      .map(read)[0];
    return found === undefined ? undefined : toType(found);
  };
}

/** The literals that a text may stand for: a timestamp as XML has it may lack its zone. */
const literalsOf = (name: EdmPrimitiveType, text: string): readonly string[] =>
  name === 'Edm.DateTimeOffset' ? [text, `${text}Z`] : [text];

/** How a value of each type is written as text, as in a payload. */
function textOf(from: StaticType): Converter | undefined {
  if (from.kind === 'enum') return (value) => memberNames(value, from.members);
  if (from.kind !== 'primitive') return undefined;
  switch (from.name) {
    case 'Edm.Date':
      return (value) => printDate(Number(value));
    case 'Edm.TimeOfDay':
      return (value) => printTimeOfDay(value as bigint); // picoseconds by type
    case 'Edm.Duration':
      return (value) => printDuration(value as bigint); // picoseconds by type
    case 'Edm.DateTimeOffset':
      return (value) => printInstant(value as Instant); // an Instant by type
    default:
      return isNumeric(from) ? (value) => printNumber(value as Numeric) : String; // numeric by type
  }
}

function printNumber(value: Numeric): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value).replace('Infinity', 'INF');
  const { digits, scale } = toBig(value);
  if (scale === 0) return String(digits);
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** The name of a member, or the names of the flags that are set; the number where there are none (JSON Format, section 7.1). */
function memberNames(value: unknown, { values, isFlags }: EnumMembers): string {
  for (const [name, number] of values) if (number === value) return name;
  const names: string[] = [];
  let rest = isFlags && typeof value === 'bigint' && value > 0n ? value : 0n;
  // The members with the most bits first, so that one that stands for several flags is not taken apart.
  for (const [name, flags] of [...values].toSorted(([, a], [, b]) => Number(b - a))) {
    if (flags <= 0n || (rest & flags) !== flags) continue;
    names.unshift(name);
    rest &= ~flags;
  }
  return names.length > 0 && rest === 0n ? names.join(',') : String(value);
}
