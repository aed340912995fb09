/** The canonical functions with their spelling in the standard (OData 4.01 URL Conventions, sections 5.1.1.5 to 5.1.1.11). */
// prettier-ignore
const NAMES = [
  'concat', 'contains', 'endswith', 'indexof', 'length', 'startswith', 'substring',
  'hassubset', 'hassubsequence', 'matchesPattern', 'tolower', 'toupper', 'trim',
  'date', 'day', 'fractionalseconds', 'hour', 'maxdatetime', 'mindatetime', 'minute', 'month', 'now',
  'second', 'time', 'totaloffsetminutes', 'totalseconds', 'year',
  'ceiling', 'floor', 'round', 'cast', 'isof', 'geo.distance', 'geo.intersects', 'geo.length',
] as const;

/** The name of a canonical function, spelt as the standard spells it. */
export type CanonicalFunction = (typeof NAMES)[number];

/** The canonical functions. */
export const canonicalFunctions: readonly CanonicalFunction[] = NAMES;

const BY_LOWER_CASE: ReadonlyMap<string, CanonicalFunction> = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/**
 * The standard's spelling of a function's name, which 4.01 lets a client write in any case.
 *
 * @returns The spelling, or undefined when no canonical function has that name.
 * @example
 * canonicalFunction('StartsWith'); // 'startswith'
 */
export function canonicalFunction(name: string): CanonicalFunction | undefined {
  return BY_LOWER_CASE.get(name) ?? BY_LOWER_CASE.get(name.toLowerCase());
}
