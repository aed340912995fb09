import type { Clock } from '../core/clock.ts';

/** The time that a quota goes by, in milliseconds since 1970. */
export interface QuotaTime {
  /**
   * Now; never earlier than before, because a clock that is set back must not let places age again.
   *
   * @param least - What a timer says that the time is at least: it makes up for what passed while nobody looked.
   */
  now(least?: number): number;
  /** A timer was set that will say so. */
  expect(least: number): void;
  /** The latest that it can be: where the clock was set back, what a timer has not yet made up for may have passed already. */
  atMost(): number;
}

/** How early a timer may come, in milliseconds, without the clock having been set back. */
const EARLY = 1000;

/** Makes the time of a quota out of a clock that may be set. */
export function quotaTime(clock: Clock): QuotaTime {
  let latest = 0;
  let setBack = 0;
  let due = 0;
  let isBehind = false;
  const now = (least = 0) => {
    const told = clock.now();
    if (latest - told > setBack) isBehind = true;
    if (least - told - setBack > EARLY) latest = least;
    setBack = Math.max(setBack, latest - told);
    latest = told + setBack;
    if (latest >= due) isBehind = false;
    return latest;
  };
  return {
    now,
    expect: (least) => void (due = Math.max(due, least)),
    atMost: () => Math.max(now(), isBehind ? due : 0),
  };
}
