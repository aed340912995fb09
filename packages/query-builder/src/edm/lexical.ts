export { numericType } from './numeric-type.ts';
import type { EdmPrimitiveType } from './entity-type.ts';

const integer = /^[+-]?\d+$/;
const decimal = /^[+-]?\d+(\.\d+)?$/;
const double = /^([+-]?\d+(\.\d+)?(e[+-]?\d+)?|-?INF|NaN)$/i;
const year = '-?(?:0\\d{3}|[1-9]\\d{3,})';
const date = `${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])`;
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const seconds = '(?::(?:[0-5]\\d|60)(?:\\.\\d{1,12})?)?';

/** How the text of each primitive type looks (OData 4.01 ABNF, section 7); `Edm.String` is any well-formed text. */
const patterns: Readonly<Record<Exclude<EdmPrimitiveType, 'Edm.String'>, RegExp>> = {
  'Edm.Boolean': /^(true|false)$/i,
  'Edm.Byte': integer,
  'Edm.SByte': integer,
  'Edm.Int16': integer,
  'Edm.Int32': integer,
  'Edm.Int64': integer,
  'Edm.Decimal': decimal,
  'Edm.Single': double,
  'Edm.Double': double,
  'Edm.Guid': /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  'Edm.Date': RegExp(`^${date}$`),
  'Edm.TimeOfDay': RegExp(`^${time}${seconds}$`),
  'Edm.DateTimeOffset': RegExp(`^${date}T${time}${seconds}(?:Z|[+-]${time})$`, 'i'),
  'Edm.Duration': /^-?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/i,
  'Edm.Binary': /^[\w-]*=*$/,
};

/**
 * Tells whether a text can stand for a value of a type, so that nothing else can be smuggled into a filter with it.
 * A string with half of a surrogate pair is refused: it has no UTF-8 form, so it could not be sent.
 */
export function isLexical(type: EdmPrimitiveType, text: string): boolean {
  if (type === 'Edm.String') return text.isWellFormed();
  if (!patterns[type].test(text)) return false;
  if (patterns[type] !== integer) return !type.startsWith('Edm.Date') || !lateInMonth.test(text) || isCalendarDay(text);
  // 'Edm.Int16' ends with its bits; a byte has 8. More digits than an Int64 has need no look.
  const value = BigInt(text.length > 40 ? 2 ** 64 : text.replace('+', ''));
  return (type === 'Edm.Byte' ? BigInt.asUintN : BigInt.asIntN)(Number(type.slice(7)) || 8, value) === value;
}

const lateInMonth = /^-?\d+-\d\d-(?:29|3)/;

/** 30 February matches the grammar and is not a day. */
function isCalendarDay(text: string): boolean {
  const [, years, months, days] = /^(-?\d+)-(\d\d)-(\d\d)/.exec(text) ?? [];
  return Number(days) <= new Date(Date.UTC((Number(years) % 400) + 2000, Number(months), 0)).getUTCDate();
}
