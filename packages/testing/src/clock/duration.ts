import { EmulatorError } from '../support/errors.ts';

/** A span of time: milliseconds as a number, or a number with its unit: `'250ms'`, `'10s'`, `'2m'`, `'1h'`, `'3d'`. */
export type Duration = number | string;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PATTERN = /^(-?\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

function toMilliseconds(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  const match = typeof duration === 'string' ? PATTERN.exec(duration) : null;
  return Number(match?.[1] ?? NaN) * (UNITS[match?.[2] ?? ''] ?? NaN);
}

/**
 * Reads a span of time that may point backwards.
 *
 * @param duration The span.
 * @param what What it is for, in the words of the error message.
 * @returns Milliseconds, possibly negative.
 * @throws EmulatorError `InvalidDuration` for anything that is not a finite span.
 */
export function signedMilliseconds(duration: Duration, what: string): number {
  const span = toMilliseconds(duration);
  if (Number.isFinite(span)) return span;
  throw new EmulatorError(
    'InvalidDuration',
    `${what} is ${typeof duration === 'number' ? String(duration) : JSON.stringify(duration)}, which is not a span of time. Give milliseconds as a number, or a number with a unit: '250ms', '10s', '2m', '1h', '3d'.`,
  );
}

/**
 * Reads a span of time.
 *
 * @param duration The span, 0 or more.
 * @param what What it is for, in the words of the error message.
 * @returns Milliseconds, 0 or more.
 * @throws EmulatorError `InvalidDuration` for a negative span and for anything that is not one.
 *
 * @example
 * milliseconds('2m', 'latency'); // 120000
 */
export function milliseconds(duration: Duration, what: string): number {
  const span = signedMilliseconds(duration, what);
  if (span >= 0) return span;
  throw new EmulatorError(
    'InvalidDuration',
    `${what} is ${JSON.stringify(duration)}; time only goes forward, so it must be 0 or more.`,
  );
}
