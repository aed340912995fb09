import type { ArithmeticOperator } from '../nodes/filter-node.ts';
import type { Operation } from './arithmetic.ts';
import { divideRounded } from './big-decimal.ts';
import { floorDivide, type Instant, PICO_PER_DAY } from './calendar-value.ts';
import { ODataEvaluationError } from './evaluation-error.ts';
import { isZero, type Numeric, toBig } from './numeric.ts';
import { power } from './big-decimal.ts';
import { DATE_TIME_OFFSET, DURATION, isNumeric, primitive, type StaticType } from './static-type.ts';

const shift = (instant: Instant, by: bigint): Instant => ({ ...instant, picoseconds: instant.picoseconds + by });

/** The day that lies a duration after the start of a day (XML Schema 1.1 Part 2, E.3.3): part of a day back is the day before. */
const shiftDate = (days: number, by: bigint): number =>
  Number(floorDivide(BigInt(days) * PICO_PER_DAY + by, PICO_PER_DAY));

/** The operators on dates, instants and durations, by the short names of their operands (5.1.1.2). */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['DateTimeOffset add Duration', { type: DATE_TIME_OFFSET, compute: shift }],
  ['Duration add DateTimeOffset', { type: DATE_TIME_OFFSET, compute: (by: bigint, at: Instant) => shift(at, by) }],
  ['DateTimeOffset sub Duration', { type: DATE_TIME_OFFSET, compute: (at: Instant, by: bigint) => shift(at, -by) }],
  [
    'DateTimeOffset sub DateTimeOffset',
    { type: DURATION, compute: (left: Instant, right: Instant) => left.picoseconds - right.picoseconds },
  ],
  ['Duration add Duration', { type: DURATION, compute: (left: bigint, right: bigint) => left + right }],
  ['Duration sub Duration', { type: DURATION, compute: (left: bigint, right: bigint) => left - right }],
  ['Date add Duration', { type: primitive('Edm.Date'), compute: shiftDate }],
  ['Date sub Duration', { type: primitive('Edm.Date'), compute: (days: number, by: bigint) => shiftDate(days, -by) }],
  ['Date sub Date', { type: DURATION, compute: (left: number, right: number) => BigInt(left - right) * PICO_PER_DAY }],
  ['Duration mul number', { type: DURATION, compute: scale }],
  ['number mul Duration', { type: DURATION, compute: (by: Numeric, duration: bigint) => scale(duration, by) }],
  ['Duration div number', { type: DURATION, compute: divideDuration }],
  ['Duration divby number', { type: DURATION, compute: divideDuration }],
]);

/** The operation on operands of these types; undefined when the standard has none. */
export const timeOperation = (
  operator: ArithmeticOperator,
  left: StaticType,
  right: StaticType,
): Operation | undefined => OPERATIONS.get(`${shortName(left)} ${operator} ${shortName(right)}`);

const shortName = (type: StaticType): string =>
  isNumeric(type) ? 'number' : type.kind === 'primitive' ? type.name.slice('Edm.'.length) : type.kind;

function scale(duration: bigint, by: Numeric): bigint {
  const factor = toBig(finite(by));
  return divideRounded(duration * factor.digits, power(factor.scale));
}

function divideDuration(duration: bigint, by: Numeric): bigint {
  if (isZero(by)) throw new ODataEvaluationError('division-by-zero', 'A duration divided by zero: the request fails.');
  const divisor = toBig(finite(by));
  return divideRounded(duration * power(divisor.scale), divisor.digits);
}

function finite(value: Numeric): Numeric {
  if (typeof value === 'object' || Number.isFinite(value)) return value;
  throw new ODataEvaluationError('out-of-range', 'A duration times or divided by INF or NaN is no duration.');
}
