import { floorDivide, type Instant, localPicoseconds, PICO_PER_DAY, PICO_PER_SECOND } from '../calendar-value.ts';
import { civilFromDays } from '../instant.ts';
import { type Numeric, simplify } from '../numeric.ts';
import { DECIMAL, INT32, primitive } from '../static-type.ts';
import { DATE, DURATION, fixed, INSTANT, type Signature, TIME_OF_DAY } from './signature.ts';

/** Digits of a picosecond after the point of a second. */
const PICO_SCALE = 12;

const dayOf = (instant: Instant): bigint => floorDivide(localPicoseconds(instant), PICO_PER_DAY);

/** The time of day of an instant, by a clock at its own offset (5.1.1.8). */
const timeOf = (instant: Instant): bigint => localPicoseconds(instant) - dayOf(instant) * PICO_PER_DAY;

/** A part of a date, which is also a part of an instant. */
const ofDate = (part: (days: number) => number): readonly Signature[] => [
  fixed([DATE], INT32, part),
  fixed([INSTANT], INT32, (instant: Instant) => part(Number(dayOf(instant)))),
];

/** A part of a time of day, which is also a part of an instant. */
const ofTime = (part: (picoseconds: bigint) => number): readonly Signature[] => [
  fixed([TIME_OF_DAY], INT32, part),
  fixed([INSTANT], INT32, (instant: Instant) => part(timeOf(instant))),
];

const seconds = (picoseconds: bigint): number => Number(picoseconds / PICO_PER_SECOND);
const toSeconds = (picoseconds: bigint): Numeric => simplify({ digits: picoseconds, scale: PICO_SCALE });
const fraction = (picoseconds: bigint): Numeric => toSeconds(picoseconds % PICO_PER_SECOND);

/** The functions of dates and times that look at nothing but their argument (5.1.1.8). */
export const dateTimeFunctions = {
  date: [fixed([INSTANT], primitive('Edm.Date'), (instant: Instant) => Number(dayOf(instant)))],
  day: ofDate((days) => civilFromDays(days).day),
  fractionalseconds: [
    fixed([INSTANT], DECIMAL, (instant: Instant) => fraction(timeOf(instant))),
    fixed([TIME_OF_DAY], DECIMAL, fraction),
  ],
  hour: ofTime((picoseconds) => Math.floor(seconds(picoseconds) / 3600)),
  minute: ofTime((picoseconds) => Math.floor(seconds(picoseconds) / 60) % 60),
  month: ofDate((days) => civilFromDays(days).month),
  second: ofTime((picoseconds) => seconds(picoseconds) % 60),
  time: [fixed([INSTANT], primitive('Edm.TimeOfDay'), timeOf)],
  totaloffsetminutes: [fixed([INSTANT], INT32, ({ offsetMinutes }: Instant) => offsetMinutes)],
  totalseconds: [fixed([DURATION], DECIMAL, toSeconds)],
  year: ofDate((days) => civilFromDays(days).year),
} satisfies Record<string, readonly Signature[]>;
