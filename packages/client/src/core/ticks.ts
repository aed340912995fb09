import { DefenderError } from '../errors/defender-error.ts';
import type { DateTimeOffset } from './date-time-offset.ts';

/** Ticks a second: the service counts in steps of 100 ns. */
export const TICKS_PER_SECOND = 10_000_000n;

const pattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * The instant of a timestamp, exact to 100 ns, which is more than a `Date` can hold.
 *
 * @param text - A timestamp as the service writes it, with up to 7 fraction digits; further digits are cut off.
 * @returns Ticks of 100 ns since 1970-01-01T00:00:00Z.
 * @throws {@link DefenderError} `InvalidArgument` for text that is no timestamp.
 * @example
 * toTicks('2018-12-04T12:43:57.2011911Z') - toTicks('2018-12-04T12:43:57.201191Z'); // 1n
 */
export function toTicks(text: DateTimeOffset): bigint {
  const [, minute, seconds = '0', fraction = '', zone = ''] = pattern.exec(text) ?? [];
  // The platform reads whole minutes only, so that it can round nothing.
  const minutes = minute ? Date.parse(`${minute}:00${zone}`.toUpperCase()) : Number.NaN;
  if (Number.isNaN(minutes))
    throw new DefenderError('InvalidArgument', `"${text}" is no timestamp such as 2018-12-04T12:43:57.2011911Z.`);
  return BigInt(minutes) * 10_000n + BigInt(seconds) * TICKS_PER_SECOND + BigInt(fraction.padEnd(7, '0').slice(0, 7));
}

/** The timestamp of an instant, with all 7 fraction digits. */
export function fromTicks(ticks: bigint): DateTimeOffset {
  const fraction = ((ticks % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
  const seconds = new Date(Number((ticks - fraction) / 10_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(fraction).padStart(7, '0')}Z`;
}

/**
 * Orders two timestamps by their instants, however many digits they have: negative, 0 or positive, as `sort` wants it.
 *
 * @example
 * const actions = await client.machineActions.list().toArray();
 * actions.sort((a, b) => compareTimestamps(a.creationDateTimeUtc, b.creationDateTimeUtc));
 */
export const compareTimestamps = (left: DateTimeOffset, right: DateTimeOffset): number => {
  const difference = toTicks(left) - toTicks(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The timestamp as a `Date`, for display: what is beyond milliseconds is cut off. */
export const toDate = (timestamp: DateTimeOffset): Date => {
  const ticks = toTicks(timestamp);
  const remainder = ((ticks % 10_000n) + 10_000n) % 10_000n;
  return new Date(Number((ticks - remainder) / 10_000n));
};
