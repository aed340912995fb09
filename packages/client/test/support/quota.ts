import { Quota, type RateLimit } from '../../src/index.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The operation that the tests of the quota call. */
export const name = 'listMachineActions';
export const MINUTE = 60_000;

/** A quota on a clock that stands still until it is told. */
export function setUp(limits?: readonly RateLimit[]) {
  const clock = new VirtualClock();
  return { clock, quota: new Quota({ clock, ...(limits && { limits }) }) };
}

/** Reserves a place and gives it up as answered, at once or after a time. */
export async function call(quota: Quota, clock: VirtualClock, ms = 0): Promise<number> {
  const place = await quota.reserve(name);
  const at = clock.now();
  if (ms) await clock.sleep(ms);
  place.settle();
  return at;
}
