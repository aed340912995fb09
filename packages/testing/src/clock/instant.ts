/** Ticks of 100 nanoseconds in a millisecond: the service's timestamps carry 7 fraction digits. */
export const TICKS_PER_MILLISECOND = 10_000;

/** The first and the last millisecond of the years that timestamps have four digits for. */
export const [YEAR_0, LAST] = [-62_167_219_200_000, 253_402_300_799_999] as const;

const DAY = 86_400_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

// Generated rows are made in the order of time: most of them fall on the day of the row before.
let latestDay = 0;
let latestDate = '1970-01-01T';

function dateOf(day: number): string {
  if (day !== latestDay) {
    latestDay = day;
    latestDate = new Date(day * DAY).toISOString().slice(0, 11);
  }
  return latestDate;
}

/** The digits of a fraction of a second, given in ticks, with the dot before them; `''` for none. */
function fractionOf(ticks: number): string {
  if (ticks === 0) return '';
  let digits = 7;
  let number = ticks;
  while (number % 10 === 0) {
    number /= 10;
    digits -= 1;
  }
  return `.${String(number).padStart(digits, '0')}`;
}

/**
 * Writes an instant as the service does: UTC, up to 7 fraction digits, trailing zeros left out (observed).
 *
 * @param ms Milliseconds since 1970; what is beyond a whole one is left out, and what is beyond the year 0 or 9999 is written as its end.
 * @param ticks What is beyond the millisecond, in ticks of 100 ns, 0 to 9,999.
 *
 * @example
 * formatInstant(Date.UTC(2018, 11, 4, 12, 43, 57, 201), 1911); // '2018-12-04T12:43:57.2011911Z'
 */
export function formatInstant(ms: number, ticks = 0): string {
  // A clock may stand between two milliseconds.
  const whole = Math.min(LAST, Math.max(YEAR_0, Math.floor(ms)));
  const day = Math.floor(whole / DAY);
  const time = whole - day * DAY;
  const seconds = Math.floor(time / 1000);
  const hour = TWO_DIGITS[Math.floor(seconds / 3600)] ?? '';
  const minute = TWO_DIGITS[Math.floor(seconds / 60) % 60] ?? '';
  const fraction = fractionOf((time % 1000) * TICKS_PER_MILLISECOND + ticks);
  // Joined, not added: a long sum of texts is kept as a tree of its parts, and a million rows are made of these.
  return [dateOf(day), `${hour}:${minute}:`, `${TWO_DIGITS[seconds % 60] ?? ''}${fraction}Z`].join('');
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;
const [ZERO, SIX, T] = [48, 54, 84];

/** Whether a timestamp is as the service writes it, so that it needs no work but dropping its zone. A second 60 is of the next minute. */
const isPlain = (timestamp: string): boolean =>
  timestamp.length > 21 &&
  timestamp.charCodeAt(10) === T &&
  timestamp.charCodeAt(17) < SIX &&
  timestamp.endsWith('Z') &&
  timestamp.charCodeAt(timestamp.length - 2) !== ZERO;

/**
 * A text that sorts as the instant does, and is the same for every way to write it: in UTC, with seconds, without zeros at the end of
 * its fraction. A shorter fraction is a prefix of a longer one, and a prefix sorts first. Nothing is put through a `Date` beyond the
 * whole seconds, so no digit is lost.
 *
 * @param timestamp A DateTimeOffset.
 * @returns The key, or `''` (before every instant) for what is not a timestamp.
 */
export function instantKey(timestamp: unknown): string {
  if (typeof timestamp !== 'string') return '';
  if (isPlain(timestamp)) return timestamp.slice(0, -1);
  const match = TIMESTAMP.exec(timestamp.toUpperCase());
  if (match === null) return '';
  const [, minute = '', second = ':00', fraction = '', zone = ''] = match;
  const ms = Date.parse(`${minute}${second}${zone}`);
  if (Number.isNaN(ms)) return '';
  const digits = fraction.replace(/0+$/, '');
  // A year without four digits has six and a sign: `-` sorts before all digits, `:` after them, where `+` would not.
  const seconds = new Date(ms).toISOString().slice(0, -5).replace('+', ':');
  return `${seconds}${digits === '' ? '' : `.${digits}`}`;
}
