import { instantKey } from '../time/instant.ts';

/**
 * A number that sorts as the value does: a lesser number means a lesser value. Equal numbers mean nothing, and `NaN` means that the value
 * has no number; then the values themselves must be compared.
 */
export type SortKey = (value: unknown) => number;

/** How many code units of a text fit into a number. */
export const TEXT_UNITS = 3;

/** Texts go by code units, as filters compare them; the first three make the number. A shorter text comes before what it begins. */
export const textSortKey: SortKey = (value) => {
  if (typeof value !== 'string') return NaN;
  const unit = (index: number): number => (index < value.length ? value.charCodeAt(index) : 0);
  return (unit(0) * 0x1_0000 + unit(1)) * 0x1_0000 + unit(2);
};

const ZERO = 48;
const [DOT, COLON, T, Z] = [46, 58, 84, 90];

const digit = (text: string, index: number): number => text.charCodeAt(index) - ZERO;
const pair = (text: string, index: number): number => digit(text, index) * 10 + digit(text, index + 1);

// Rows stand in the order of time: most of them fall on the day of the row before.
let latestDate = '1970-01-01';
let latestDay = 0;

function secondsOfDay(date: string): number {
  if (date !== latestDate) {
    latestDate = date;
    latestDay = Date.parse(`${date}T00:00:00Z`) / 1000;
  }
  return latestDay;
}

/** `2018-12-04T12:43:57Z`, with or without a fraction of a second: what services write. */
const isUsual = (text: string): boolean =>
  text.length >= 20 &&
  text.charCodeAt(10) === T &&
  text.charCodeAt(16) === COLON &&
  text.charCodeAt(19) === (text.length === 20 ? Z : DOT) &&
  text.charCodeAt(text.length - 1) === Z;

/** Seconds since 1970, with as much of the fraction as a number holds. Of a text that was seen to be a timestamp. */
export const instantSortKey: SortKey = (value) => {
  if (typeof value !== 'string') return NaN;
  if (!isUsual(value)) {
    const usual = `${instantKey(value)}Z`;
    return isUsual(usual) ? instantSortKey(usual) : NaN;
  }
  // Whole numbers and one division: rounding twice could put two instants the wrong way round.
  let fraction = 0;
  let unit = 1;
  for (let index = 20; index < value.length - 1; index += 1) {
    fraction = fraction * 10 + digit(value, index);
    unit *= 10;
  }
  const seconds = pair(value, 11) * 3600 + pair(value, 14) * 60 + pair(value, 17);
  return secondsOfDay(value.slice(0, 10)) + seconds + fraction / unit;
};
