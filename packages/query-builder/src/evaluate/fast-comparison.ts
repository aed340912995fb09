import type { ComparisonOperator } from '../nodes/filter-node.ts';
import type { Instant } from './calendar-value.ts';
import type { Operands } from './comparable.ts';
import type { Getter } from './context.ts';
import { PICO_PER_SECOND, floorDivide } from './calendar-value.ts';
import { readInstant, register } from './instant.ts';
import { ownReader } from './own-property.ts';
import { refuseValue } from './read-value.ts';
import { isPrimitive, type StaticType } from './static-type.ts';

/**
 * The comparisons that filters are full of, a property of the row with a constant, in a form that makes no value on the way.
 * They mean exactly what the general comparison means; undefined where there is no faster form.
 */
export function fastComparison(
  operator: ComparisonOperator,
  { left, right, type }: Operands,
): Getter<boolean> | undefined {
  if (left.own === undefined || right.constant === undefined) return undefined;
  const { value } = right.constant;
  const readOwn = ownReader(left.own);
  if (value === null) {
    if (operator === 'eq') return (row) => (readOwn(row) ?? null) === null;
    return operator === 'ne' ? (row) => (readOwn(row) ?? null) !== null : () => false;
  }
  if (isPrimitive(type, 'Edm.String', 'Edm.Boolean')) {
    if (operator === 'eq') return (row) => readOwn(row) === value;
    return operator === 'ne' ? (row) => readOwn(row) !== value : undefined;
  }
  if (isPrimitive(type, 'Edm.DateTimeOffset')) {
    return instantComparison(operator, left.own, type, value as Instant); // a constant of that type
  }
  return undefined;
}

function instantComparison(
  operator: ComparisonOperator,
  name: string,
  type: StaticType,
  value: Instant,
): Getter<boolean> {
  const readOwn = ownReader(name);
  const bigSeconds = floorDivide(value.picoseconds, PICO_PER_SECOND);
  const seconds = Number(bigSeconds);
  const picoseconds = Number(value.picoseconds - bigSeconds * PICO_PER_SECOND);
  const isEqual = operator === 'eq' || operator === 'ge' || operator === 'le';
  const isLess = operator === 'lt' || operator === 'le' || operator === 'ne';
  const isGreater = operator === 'gt' || operator === 'ge' || operator === 'ne';
  const ofNull = operator === 'ne';
  return (row) => {
    const raw = readOwn(row);
    if (typeof raw !== 'string' || !readInstant(raw)) {
      return raw === null || raw === undefined ? ofNull : refuseValue(name, type, raw);
    }
    if (register.seconds !== seconds) return register.seconds < seconds ? isLess : isGreater;
    if (register.picoseconds !== picoseconds) return register.picoseconds < picoseconds ? isLess : isGreater;
    return isEqual;
  };
}
