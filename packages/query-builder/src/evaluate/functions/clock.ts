import { type Instant, parseInstant, PICO_PER_SECOND } from '../calendar-value.ts';
import { type Clock, constant, type Context, type Expression } from '../context.ts';
import { ODataEvaluationError } from '../evaluation-error.ts';
import { DATE_TIME_OFFSET } from '../static-type.ts';

/** The functions of the clock and of the ends of time, which take nothing (5.1.1.8). */
export type ClockFunction = 'now' | 'mindatetime' | 'maxdatetime';

const ENDS = {
  mindatetime: '0001-01-01T00:00:00Z',
  maxdatetime: '9999-12-31T23:59:59.999999999999Z',
} as const;

/** Compiles `now()`, `mindatetime()` or `maxdatetime()`. */
export function compileClock(name: ClockFunction, { clock }: Context): Expression {
  if (name !== 'now') return constant(DATE_TIME_OFFSET, parseInstant(ENDS[name]));
  return { type: DATE_TIME_OFFSET, get: () => readClock(clock) };
}

function readClock(clock: Clock): Instant {
  const now = clock();
  const text = typeof now === 'string' ? now : undefined;
  const milliseconds = typeof now === 'number' ? now : now instanceof Date ? now.getTime() : Number.NaN;
  const instant =
    text === undefined
      ? Number.isFinite(milliseconds) && {
          picoseconds: BigInt(Math.trunc(milliseconds)) * (PICO_PER_SECOND / 1000n),
          offsetMinutes: 0,
        }
      : parseInstant(text);
  if (instant) return instant;
  throw new ODataEvaluationError(
    'invalid-value',
    'The clock of now() gave no Date, milliseconds or Edm.DateTimeOffset.',
  );
}
