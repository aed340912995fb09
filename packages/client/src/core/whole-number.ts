import { DefenderError } from '../errors/defender-error.ts';

/** @throws {@link DefenderError} `InvalidArgument` unless the value is a whole number in the range. */
export function wholeNumber(name: string, value: number, minimum: number, maximum = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new DefenderError(
    'InvalidArgument',
    `${name} must be a whole number from ${minimum} to ${maximum}, not ${value}.`,
  );
}
