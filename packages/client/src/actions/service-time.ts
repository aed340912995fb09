import type { Clock } from '../core/clock.ts';

/** The time of the service, as its answers tell it (RFC 9110, section 6.6.1): rows have the time of its clock, not of the client's. */
export interface ServiceTime {
  /** Takes the `Date` of an answer; a browser may hide it, and then the clocks are taken for one. */
  hear(date: string | null): void;
  /** A time of the client's clock by the clock of the service, in milliseconds. */
  of(ms: number): number;
}

export function createServiceTime(clock: Clock): ServiceTime {
  let ahead = 0;
  return {
    hear(date) {
      const ms = Date.parse(date ?? '');
      if (!Number.isNaN(ms)) ahead = ms - clock.now();
    },
    of: (ms) => ms + ahead,
  };
}
