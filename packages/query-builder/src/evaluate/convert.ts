import { type Instant, parseDate, printDate, printDuration, printInstant, printTimeOfDay } from './calendar-value.ts';
import { compareNumeric, type Numeric, toBig, toDouble, toWhole } from './numeric.ts';
import { readerOf } from './read-value.ts';
import { type EnumMembers, isNumeric, isPrimitive, type StaticType } from './static-type.ts';

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
 * The conversion of `cast` between primitive types (5.1.1.10.1): everything to a string and from one, numbers to numbers with the
 * fraction rounded away, a timestamp to its date. Undefined where there is none.
 *
 * @param rounding - `exactly` when a fraction makes it no value of the type instead.
 */
export function converterOf(from: StaticType, to: StaticType, rounding?: 'exactly'): Converter | undefined {
  if (to.kind !== 'primitive') return undefined;
  if (from.kind === 'primitive' && from.name === to.name) return (value) => value;
  if (isNumeric(from) && isNumeric(to)) return numberConverter(to.name, rounding);
  if (to.name === 'Edm.String') return textOf(from);
  if (isPrimitive(from, 'Edm.String')) return fromText(to, numberConverter(to.name, 'exactly'));
  if (isPrimitive(from, 'Edm.DateTimeOffset') && to.name === 'Edm.Date') {
    return (value) => parseDate(/^-?\d+-\d\d-\d\d/.exec(printInstant(value as Instant))?.[0] ?? ''); // an Instant by type
  }
  if (from.kind === 'enum' && isNumeric(to)) return (value) => (typeof value === 'bigint' ? Number(value) : undefined);
  return undefined;
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

function fromText(to: StaticType, toNumber: Converter): Converter {
  if (isPrimitive(to, 'Edm.Boolean'))
    return (value) => (value === 'true' ? true : value === 'false' ? false : undefined);
  if (isPrimitive(to, 'Edm.Guid')) {
    return (value) =>
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(String(value)) ? String(value).toLowerCase() : undefined;
  }
  const read = readerOf(to);
  if (!isNumeric(to)) return read;
  return (value) => {
    const number = read(value);
    return number === undefined ? undefined : toNumber(number);
  };
}

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

function memberNames(value: unknown, { values }: EnumMembers): string {
  for (const [name, number] of values) if (number === value) return name;
  return String(value);
}
