import type { Refused } from './refused.ts';

/** Not a whole number, or below zero. */
type NotWhole = `-${string}` | `${string}.${string}` | `${string}e${string}`;

/** Whether a text has five characters or more. */
type IsLong<Text extends string> = Text extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}${infer _Rest}`
  ? true
  : false;

/**
 * The literal itself where it may be a `$top`, and any `number`, which is left to run time; else words.
 * Nearly every `$top` has at most four digits and nearly every maximum more: these need no comparison, so that a query stays
 * cheap to check. Of several literals each is looked at, so that a short one does not let a long one by.
 */
export type CheckTop<Count extends number, Maximum extends number> = Count extends unknown
  ? number extends Count
    ? Count
    : `${Count}` extends NotWhole
      ? `${Count}` extends `-${string}`
        ? Refused<'$top must not be negative'>
        : Refused<'$top must be a whole number'>
      : IsLong<`${Maximum}`> extends true
        ? IsLong<`${Count}`> extends true
          ? Limit<Count, Maximum>
          : Count
        : Limit<Count, Maximum>
  : never;

type Limit<Count extends number, Maximum extends number> = number extends Maximum
  ? Count
  : Compare<`${Count}`, `${Maximum}`> extends 'above'
    ? Refused<`$top must not be above ${Maximum}`>
    : Count;

/** Compares two numerals: the longer is greater; of two that are as long, the first difference decides. */
type Compare<A extends string, B extends string, SoFar = 'same'> = A extends `${infer A1}${infer ARest}`
  ? B extends `${infer B1}${infer BRest}`
    ? Compare<ARest, BRest, SoFar extends 'same' ? CompareDigits<A1, B1> : SoFar>
    : 'above'
  : B extends ''
    ? SoFar
    : 'below';

type CompareDigits<A extends string, B extends string> = A extends B
  ? 'same'
  : '0123456789' extends `${string}${B}${string}${A}${string}`
    ? 'above'
    : 'below';
