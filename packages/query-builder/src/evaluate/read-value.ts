import { ODataEvaluationError } from './evaluation-error.ts';
import { parseDate, parseDuration, parseInstant, parseTimeOfDay } from './calendar-value.ts';
import { parseNumeric, simplify } from './numeric.ts';
import { describeType, type EnumMembers, type StaticType } from './static-type.ts';

/** Turns a JSON value that is not null into what the evaluator works with; undefined when it is none of the type. */
export type Reader = (raw: unknown) => unknown;

/**
 * How the values of each type are worked with: Boolean as boolean; String as string; numbers as `Numeric`; Guid in lower case;
 * Binary in base64url without padding; Date as days; TimeOfDay and Duration as bigint picoseconds; DateTimeOffset as `Instant`;
 * a member of an enumeration as bigint, an unknown one as string; structures as they are; collections as arrays of such values.
 */
export function readerOf(type: StaticType): Reader {
  switch (type.kind) {
    case 'primitive':
      return primitiveReaders[type.name];
    case 'enum':
      return (raw) => readEnum(raw, type.members);
    case 'collection':
      return collectionReader(readerOf(type.item));
    case 'complex':
      return (raw) => (typeof raw === 'object' ? raw : undefined);
    case 'null':
    case 'json':
      return (raw) => raw;
  }
}

const parsed =
  (parse: (text: string) => unknown): Reader =>
  (raw) =>
    typeof raw === 'string' ? parse(raw) : undefined;

const readNumber: Reader = (raw) => {
  if (typeof raw === 'number') return raw;
  if (typeof raw === 'string') return parseNumeric(raw);
  return typeof raw === 'bigint' ? simplify({ digits: raw, scale: 0 }) : undefined;
};

const primitiveReaders: Readonly<Record<Extract<StaticType, { kind: 'primitive' }>['name'], Reader>> = {
  'Edm.Boolean': (raw) => (typeof raw === 'boolean' ? raw : undefined),
  'Edm.String': (raw) => (typeof raw === 'string' ? raw : undefined),
  'Edm.Byte': readNumber,
  'Edm.SByte': readNumber,
  'Edm.Int16': readNumber,
  'Edm.Int32': readNumber,
  'Edm.Int64': readNumber,
  'Edm.Decimal': readNumber,
  'Edm.Single': readNumber,
  'Edm.Double': readNumber,
  'Edm.Guid': parsed((text) => text.toLowerCase()),
  'Edm.Binary': parsed((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
  'Edm.Date': parsed(parseDate),
  'Edm.TimeOfDay': parsed(parseTimeOfDay),
  'Edm.DateTimeOffset': parsed(parseInstant),
  'Edm.Duration': parsed(parseDuration),
};

/** Reads members by name or number, separated by commas; a name that the enumeration does not know stays a name. */
export function readEnum(raw: unknown, { values }: EnumMembers): bigint | string | undefined {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? BigInt(raw) : undefined;
  if (typeof raw !== 'string') return undefined;
  let sum = 0n;
  for (const member of raw.split(',')) {
    const name = member.trim();
    const value = values.get(name) ?? (/^[+-]?\d+$/.test(name) ? BigInt(name.replace('+', '')) : undefined);
    if (value === undefined) return raw;
    sum |= value;
  }
  return sum;
}

const collectionReader =
  (read: Reader): Reader =>
  (raw) => {
    if (!Array.isArray(raw)) return undefined;
    const items = raw.map((item: unknown) => (item === null || item === undefined ? null : read(item)));
    return items.includes(undefined) ? undefined : items;
  };

/** Says that a row holds something that is no value of its property's type, without showing the value. */
export function refuseValue(name: string, type: StaticType, raw: unknown): never {
  const found = Array.isArray(raw) ? 'an array' : `a ${typeof raw}`;
  throw new ODataEvaluationError(
    'invalid-value',
    `${name}: a row holds ${found} that is no value of ${describeType(type)}.`,
  );
}
