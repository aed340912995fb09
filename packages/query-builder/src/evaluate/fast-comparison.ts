import type { ComparisonOperator } from '../nodes/filter-node.ts';
import { approximateComparison } from './approximate.ts';
import { floorDivide, type Instant, PICO_PER_SECOND } from './calendar-value.ts';
import type { Operands } from './comparable.ts';
import type { Getter } from './context.ts';
import { readInstant, register } from './instant.ts';
import { numberComparison } from './number-comparison.ts';
import type { Fields } from './own-property.ts';
import { isNumeric, isPrimitive } from './static-type.ts';

/**
 * The comparisons that filters are full of, a property of the row with a constant, in a form that makes no value on the way.
 * They mean exactly what the general comparison means.
 *
 * @param wanted - Whether the test is for the comparison to hold, or not to hold.
 * @param general - The same test by the general comparison, for what the fast form does not cover.
 */
export function fastComparison(
  operator: ComparisonOperator,
  { left, right, type }: Operands,
  wanted: boolean,
  general: Getter<boolean>,
): Getter<boolean> {
  if (isNumeric(type)) {
    const byApproximation = approximateComparison(operator, left, right, wanted, general);
    if (byApproximation) return byApproximation;
  }
  const { own } = left;
  if (own === undefined || right.constant === undefined) return general;
  const { value } = right.constant;
  if (value === null) return nullComparison(operator, own, wanted);
  if (isPrimitive(type, 'Edm.String', 'Edm.Boolean')) return identityComparison(operator, own, value, wanted, general);
  if (isPrimitive(type, 'Edm.DateTimeOffset')) {
    return instantComparison(operator, own, value as Instant, wanted, general); // a constant of that type
  }
  return isNumeric(type) && typeof value === 'number'
    ? numberComparison(operator, own, value, wanted, general)
    : general;
}

function nullComparison(operator: ComparisonOperator, name: string, wanted: boolean): Getter<boolean> {
  if (operator !== 'eq' && operator !== 'ne') return () => !wanted;
  const isNull = (operator === 'eq') === wanted;
  return (row) => {
    const raw = (row as Fields)[name];
    return (raw === null || raw === undefined) === isNull;
  };
}

function identityComparison(
  operator: ComparisonOperator,
  name: string,
  value: unknown,
  wanted: boolean,
  general: Getter<boolean>,
): Getter<boolean> {
  if (operator !== 'eq' && operator !== 'ne') return general;
  return (operator === 'eq') === wanted
    ? (row) => (row as Fields)[name] === value
    : (row) => (row as Fields)[name] !== value;
}

function instantComparison(
  operator: ComparisonOperator,
  name: string,
  value: Instant,
  wanted: boolean,
  general: Getter<boolean>,
): Getter<boolean> {
  const bigSeconds = floorDivide(value.picoseconds, PICO_PER_SECOND);
  const seconds = Number(bigSeconds);
  const picoseconds = Number(value.picoseconds - bigSeconds * PICO_PER_SECOND);
  const ifEqual = (operator === 'eq' || operator === 'ge' || operator === 'le') === wanted;
  const ifLess = (operator === 'lt' || operator === 'le' || operator === 'ne') === wanted;
  const ifGreater = (operator === 'gt' || operator === 'ge' || operator === 'ne') === wanted;
  return (row) => {
    const raw = (row as Fields)[name];
    if (typeof raw !== 'string' || !readInstant(raw)) return general(row);
    if (register.seconds !== seconds) return register.seconds < seconds ? ifLess : ifGreater;
    if (register.picoseconds !== picoseconds) return register.picoseconds < picoseconds ? ifLess : ifGreater;
    return ifEqual;
  };
}
