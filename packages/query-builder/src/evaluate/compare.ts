import type { Instant } from './calendar-value.ts';
import { compareNumeric, type Numeric } from './numeric.ts';
import { isNumeric, type StaticType } from './static-type.ts';

/** Negative, zero or positive; `NaN` when the two have no order. */
export type Comparer = (a: unknown, b: unknown) => number;

const byOrder: Comparer = (a, b) => {
  // Values of one type are compared, which the static type says and the compiler cannot see.
  const [left, right] = [a as string, b as string];
  return left < right ? -1 : left > right ? 1 : left === right ? 0 : Number.NaN;
};

const byInstant: Comparer = (a, b) => byOrder((a as Instant).picoseconds, (b as Instant).picoseconds);
const byNumber: Comparer = (a, b) => compareNumeric(a as Numeric, b as Numeric);

/** The order of the values of a type that are not null; undefined for a type that has none. Strings go by code unit. */
export function comparerOf(type: StaticType): Comparer | undefined {
  if (type.kind === 'enum') return (a, b) => (typeof a === typeof b ? byOrder(a, b) : Number.NaN);
  if (type.kind !== 'primitive' || type.name === 'Edm.Binary') return undefined;
  if (isNumeric(type)) return byNumber;
  return type.name === 'Edm.DateTimeOffset' ? byInstant : byOrder;
}
