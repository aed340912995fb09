import { civilFromDays, daysFromCivil, daysInMonth, readInstant, register } from './instant.ts';

/** A `DateTimeOffset` while it is worked with: picoseconds since 1970 in UTC, and the offset that it was written with. */
export interface Instant {
  readonly picoseconds: bigint;
  readonly offsetMinutes: number;
}

export const PICO_PER_SECOND = 1_000_000_000_000n;
export const PICO_PER_DAY = 86_400n * PICO_PER_SECOND;

/** Reads a timestamp; undefined when the text is none. */
export function parseInstant(text: string): Instant | undefined {
  if (!readInstant(text)) return undefined;
  const { seconds, picoseconds, offsetMinutes } = register;
  return { picoseconds: BigInt(seconds) * PICO_PER_SECOND + BigInt(picoseconds), offsetMinutes };
}

/** Picoseconds since 1970 as shown by a clock at the instant's own offset. */
export const localPicoseconds = ({ picoseconds, offsetMinutes }: Instant): bigint =>
  picoseconds + BigInt(offsetMinutes) * 60n * PICO_PER_SECOND;

/** Reads a date into days since 1970; undefined when the text is none, or not a day of the calendar. */
export function parseDate(text: string): number | undefined {
  const [, year, month, day] = /^(-?(?:0\d{3}|[1-9]\d{3,8}))-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m) ? daysFromCivil(y, m, d) : undefined;
}

/** Reads a time of day into picoseconds since midnight; undefined when the text is none. */
export function parseTimeOfDay(text: string): bigint | undefined {
  const match = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, hours = '', minutes = '', seconds = '0', fraction = ''] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return BigInt(whole) * PICO_PER_SECOND + BigInt(fraction.padEnd(12, '0'));
}

/** Reads a duration into picoseconds; undefined when the text is none. A day has 24 hours. */
export function parseDuration(text: string): bigint | undefined {
  const match = /^([+-]?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,12})\d*)?S)?)?$/i.exec(text);
  if (!match) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const picoseconds = whole * PICO_PER_SECOND + BigInt(fraction.padEnd(12, '0'));
  return sign === '-' ? -picoseconds : picoseconds;
}

/** Writes days since 1970 as a date. */
export function printDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  const years = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${years}-${two(month)}-${two(day)}`;
}

/** Writes picoseconds since midnight as a time of day, with as many digits as it needs. */
export function printTimeOfDay(picoseconds: bigint): string {
  const seconds = Number(picoseconds / PICO_PER_SECOND);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return clock + printFraction(picoseconds % PICO_PER_SECOND);
}

/** Writes an instant at its own offset. */
export function printInstant(instant: Instant): string {
  const local = localPicoseconds(instant);
  const days = floorDivide(local, PICO_PER_DAY);
  const offset = Math.abs(instant.offsetMinutes);
  const zone = `${instant.offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
  return `${printDate(Number(days))}T${printTimeOfDay(local - days * PICO_PER_DAY)}${offset === 0 ? 'Z' : zone}`;
}

/** Writes picoseconds as a duration. */
export function printDuration(picoseconds: bigint): string {
  const magnitude = picoseconds < 0n ? -picoseconds : picoseconds;
  const seconds = magnitude / PICO_PER_SECOND;
  const days = seconds / 86_400n;
  const parts: readonly (readonly [bigint, string])[] = [
    [(seconds / 3600n) % 24n, 'H'],
    [(seconds / 60n) % 60n, 'M'],
  ];
  const fraction = printFraction(magnitude % PICO_PER_SECOND);
  let time = parts.map(([amount, unit]) => (amount > 0n ? `${amount}${unit}` : '')).join('');
  if (seconds % 60n > 0n || fraction !== '') time += `${seconds % 60n}${fraction}S`;
  const text = (days > 0n ? `${days}D` : '') + (time === '' ? '' : `T${time}`);
  return `${picoseconds < 0n ? '-' : ''}P${text === '' ? 'T0S' : text}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

const printFraction = (picoseconds: bigint): string =>
  picoseconds === 0n ? '' : `.${String(picoseconds).padStart(12, '0').replace(/0+$/, '')}`;

/** Division towards minus infinity. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
