import type { CallNode, FilterNode } from '../nodes/filter-node.ts';
import { type CanonicalFunction, canonicalFunction } from '../nodes/functions.ts';

/** Words for a call, from the words for its arguments. */
type Words = (a: string, b: string, c?: string) => string;

const partOf =
  (part: string): Words =>
  (a) =>
    `the ${part} of ${a}`;

const WORDS: Readonly<Record<CanonicalFunction, Words>> = {
  concat: (a, b) => `${a} followed by ${b}`,
  contains: (a, b) => `${a} contains ${b}`,
  endswith: (a, b) => `${a} ends with ${b}`,
  indexof: (a, b) => `the position of ${b} in ${a}`,
  length: partOf('length'),
  startswith: (a, b) => `${a} starts with ${b}`,
  substring: (a, b, c) => `the part of ${a} from position ${b}${c === undefined ? '' : ` of length ${c}`}`,
  hassubset: (a, b) => `${a} has all items of ${b}`,
  hassubsequence: (a, b) => `${a} has all items of ${b} in their order`,
  matchesPattern: (a, b) => `${a} matches the pattern ${b}`,
  tolower: (a) => `${a} in lower case`,
  toupper: (a) => `${a} in upper case`,
  trim: (a) => `${a} without blanks around it`,
  date: partOf('date'),
  day: partOf('day'),
  fractionalseconds: partOf('fraction of a second'),
  hour: partOf('hour'),
  maxdatetime: () => 'the end of time',
  mindatetime: () => 'the beginning of time',
  minute: partOf('minute'),
  month: partOf('month'),
  now: () => 'now',
  second: partOf('second'),
  time: partOf('time of day'),
  totaloffsetminutes: partOf('offset in minutes'),
  totalseconds: partOf('length in seconds'),
  year: partOf('year'),
  ceiling: (a) => `${a} rounded up`,
  floor: (a) => `${a} rounded down`,
  round: (a) => `${a} rounded`,
  cast: (a, b) => (b === '' ? `the row as ${a}` : `${a} as ${b}`),
  isof: (a, b) => (b === '' ? `the row is of type ${a}` : `${a} is of type ${b}`),
  'geo.distance': (a, b) => `the distance from ${a} to ${b}`,
  'geo.intersects': (a, b) => `${a} lies in ${b}`,
  'geo.length': partOf('length'),
};

/** Words for a call of a canonical function; undefined for a function that the standard does not know. */
export function explainCall(node: CallNode, explain: (argument: FilterNode) => string): string | undefined {
  const name = canonicalFunction(node.name);
  if (name === undefined) return undefined;
  const [first = '', second = '', third] = node.arguments.map(explain);
  return WORDS[name](first, second, third);
}
