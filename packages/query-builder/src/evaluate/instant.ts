/**
 * Instants with 12 digits after the second do not fit a JavaScript number, and bigint is slow. So an instant is two safe
 * integers, whole seconds since 1970 and picoseconds, and reading one leaves them in this record instead of in a new object:
 * whoever calls `readInstant` takes them out before the next call.
 */
export const register = { seconds: 0, picoseconds: 0, offsetMinutes: 0 };

/** The text that the register was read from: a range asks for the same timestamp twice. */
let lastText: string | undefined;

const GENERAL = /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(?:Z|([+-])(\d\d):(\d\d))$/i;

const PICO = [1e12, 1e11, 1e10, 1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1] as const;

/**
 * Reads a timestamp into the register.
 *
 * @returns False when the text is no timestamp; the register then holds nothing of use.
 */
export function readInstant(text: string): boolean {
  if (text === lastText) return true;
  lastText = undefined;
  if (!parse(text)) return false;
  lastText = text;
  return true;
}

function parse(text: string): boolean {
  const length = text.length;
  // The shape that services send, `2019-11-22T00:00:00.1234567Z`, is read by character codes; everything else by the expression.
  if (length < 20 || text.charCodeAt(length - 1) !== 90 || text.charCodeAt(4) !== 45 || text.charCodeAt(16) !== 58) {
    return readGeneral(text);
  }
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const second = pair(text, 17);
  // A character that is no digit makes a pair NaN, and every comparison with NaN is false.
  if (!(
    year >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 60
  )) {
    return readGeneral(text);
  }
  if (text.charCodeAt(7) !== 45 || (text.charCodeAt(10) | 32) !== 116 || text.charCodeAt(13) !== 58) return false;
  let fraction = 0;
  if (length > 20) {
    const digits = length - 21;
    if (text.charCodeAt(19) !== 46 || digits < 1 || digits > 12) return false;
    for (let index = 20; index < length - 1; index++) {
      const digit = text.charCodeAt(index) - 48;
      if (digit < 0 || digit > 9) return false;
      fraction = fraction * 10 + digit;
    }
    fraction *= PICO[digits] ?? 0;
  }
  register.seconds = daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  register.picoseconds = fraction;
  register.offsetMinutes = 0;
  return day <= 28 || day <= daysInMonth(year, month);
}

function pair(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const units = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN;
}

function readGeneral(text: string): boolean {
  const match = GENERAL.exec(text);
  if (!match) return false;
  const [, years = '', months, days, hours, minutes, seconds = '0', fraction = '', sign, offsetHours, offsetMinutes] =
    match;
  const year = Number(years);
  const month = Number(months);
  const day = Number(days);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60 || Math.abs(year) > 100_000_000) return false;
  if (sign !== undefined && (Number(offsetHours) > 23 || Number(offsetMinutes) > 59)) return false;
  const offset = sign === undefined ? 0 : (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  register.seconds =
    daysFromCivil(year, month, day) * 86_400 + Number(hours) * 3600 + (Number(minutes) - offset) * 60 + Number(seconds);
  register.picoseconds = Number(fraction.padEnd(12, '0'));
  register.offsetMinutes = offset;
  return true;
}

/** The number of days from 1970-01-01 to a day of the Gregorian calendar, also before its time (ISO 8601, year 0 exists). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The day of the Gregorian calendar that lies a number of days after 1970-01-01. */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
