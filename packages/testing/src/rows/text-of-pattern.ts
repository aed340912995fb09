import type { Random } from '../support/random.ts';

/** A part of a pattern: the characters that may stand there, and how often. */
const PART = /(\[\^?(?:\\.|[^\]\\])+\]|\\.|\.|[^\\[\](){}|*+?^$])(?:\{(\d+)(?:,(\d*))?\}|([*+?]))?/gy;

const ALL = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index));
/** How often a part stands there that has no limit. */
const MORE = 8;

function timesOf(least: string | undefined, most: string | undefined, sign: string | undefined): [number, number] {
  if (least !== undefined) return [Number(least), most === '' ? Number(least) + MORE : Number(most ?? least)];
  return sign === '*' ? [0, MORE] : sign === '+' ? [1, MORE] : sign === '?' ? [0, 1] : [1, 1];
}

/**
 * Makes a text that a pattern takes, for the patterns that identifiers have: characters, classes of them, and how often.
 *
 * @param pattern A regular expression.
 * @param random Where the choice comes from.
 * @returns The text, or undefined where the pattern has more than that, such as groups and alternatives.
 */
export function textOfPattern(pattern: string, random: Random): string | undefined {
  const body = pattern.replace(/^\^/, '').replace(/\$$/, '');
  let text = '';
  let read = 0;
  for (const [part, unit = '', least, most, sign] of body.matchAll(PART)) {
    read += part.length;
    const taken = new RegExp(`^${unit}$`, 'u');
    const [first, ...others] = ALL.filter((character) => taken.test(character));
    if (first === undefined) return undefined;
    const [from, to] = timesOf(least, most, sign);
    const times = from + random.below(to - from + 1);
    for (let time = 0; time < times; time += 1) text += random.pick([first, ...others]);
  }
  return read === body.length && new RegExp(pattern, 'u').test(text) ? text : undefined;
}
