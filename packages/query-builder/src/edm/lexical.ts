import type { EdmPrimitiveType } from './entity-type.ts';
import { fitsBits } from './numeric-type.ts';

const decimal = /^[+-]?\d+(?:\.\d+)?$/;
const double = /^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|-?INF|NaN)$/i;
// What stands before 29 February: a year whose last two digits can be divided by 4, or those before them where they are 00.
const leapYear = '(?<=(?!00-)(?:[02468][048]|[13579][26])(?:00)?-)';
const date = `-?(?:0\\d{3}|[1-9]\\d{3,})-(?!02-3|(?:0[469]|11)-31)(?:(?!02-29)|${leapYear})(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])`;
const minutes = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const time = `${minutes}(?::(?:[0-5]\\d|60)(?:\\.\\d{1,12})?)?`;

/** How the text of each primitive type looks (OData 4.01 ABNF, section 7), where it is neither text nor a whole number. */
const patterns: Readonly<Partial<Record<EdmPrimitiveType, RegExp>>> = {
  'Edm.Boolean': /^(?:true|false)$/i,
  'Edm.Decimal': decimal,
  'Edm.Single': double,
  'Edm.Double': double,
  'Edm.Guid': /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  'Edm.Date': RegExp(`^${date}$`),
  'Edm.TimeOfDay': RegExp(`^${time}$`),
  'Edm.DateTimeOffset': RegExp(`^${date}T${time}(?:Z|[+-]${minutes})$`, 'i'),
  // A T with nothing behind it is right, and so is a P.
  'Edm.Duration': /^-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/i,
  'Edm.Binary': /^[\w-]*=*$/,
};

/**
 * Tells whether a text can stand for a value of a type, so that nothing else can be smuggled into a filter with it.
 * A string with half of a surrogate pair is refused: it has no UTF-8 form, so it could not be sent.
 */
export function isLexical(type: EdmPrimitiveType, text: string): boolean {
  if (type === 'Edm.String') return text.isWellFormed();
  const pattern = patterns[type];
  // 'Edm.Int16' ends with its bits; a byte has 8.
  if (!pattern)
    return (
      /^[+-]?\d+$/.test(text) &&
      fitsBits(text, Number(type.slice(7)) || 8, type === 'Edm.Byte' ? BigInt.asUintN : BigInt.asIntN)
    );
  return pattern.test(text);
}
