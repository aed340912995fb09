declare const reason: unique symbol;

/** A `$top` that the service would refuse; `Message` says why. */
export interface TopRefused<Message extends string> {
  readonly [reason]: Message;
}

/** The digits from the first difference on decide which of two numerals of the same length is greater. */
type IsDigitAbove<A extends string, B extends string> = '0123456789' extends `${string}${B}${string}${A}${string}`
  ? true
  : false;

type IsAbove<A extends string, B extends string> = A extends `${infer A1}${infer ARest}`
  ? B extends `${infer B1}${infer BRest}`
    ? A1 extends B1
      ? IsAbove<ARest, BRest>
      : IsLonger<ARest, BRest> extends true
        ? true
        : IsLonger<BRest, ARest> extends true
          ? false
          : IsDigitAbove<A1, B1>
    : true
  : false;

type IsLonger<A extends string, B extends string> = A extends `${string}${infer ARest}`
  ? B extends `${string}${infer BRest}`
    ? IsLonger<ARest, BRest>
    : true
  : false;

/** `unknown` for a literal that may be a `$top`, and for any `number`; else words. Costs nothing for a plain `number`. */
export type CheckTop<Count extends number, Maximum extends number> = number extends Count
  ? unknown
  : `${Count}` extends `-${string}`
    ? TopRefused<'$top must not be negative'>
    : `${Count}` extends `${string}${'.' | 'e'}${string}`
      ? TopRefused<'$top must be a whole number'>
      : number extends Maximum
        ? unknown
        : IsAbove<`${Count}`, `${Maximum}`> extends true
          ? TopRefused<`$top must not be above ${Maximum}`>
          : unknown;
