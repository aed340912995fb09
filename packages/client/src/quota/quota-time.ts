import type { Clock } from '../core/clock.ts';

/** The time that a line of a quota goes by, in milliseconds since 1970. */
export interface QuotaTime {
  /**
   * Now; never earlier than before, because a clock that is set back must not let places age again.
   *
   * @param least - What a timer says that the time is at least: it makes up for what passed while nobody looked.
   */
  now(least?: number): number;
  /**
   * What the next timer will say that the time is at least; 0 once there is none.
   *
   * @returns Whether it has to be set: where the clock was set back, the one that is set comes before any that can be set now.
   */
  expect(least: number): boolean;
  /** The latest that it can be: where the clock was set back, what a timer has not yet made up for may have passed already. */
  atMost(): number;
}

/** How early a timer may come, in milliseconds, without the clock having been set back. */
const EARLY = 1000;

/**
 * Makes the time of a quota's lines out of a clock that may be set. All of them look at the clock together, and notice the more; but what
 * a timer of one makes up for is its own, because it says nothing of when the answers of another one came.
 */
export function quotaTime(clock: Clock): () => QuotaTime {
  let latest = 0;
  /** By how much it was set back; it only grows, and did so whenever that was noticed. */
  let setBack = 0;
  const steady = () => {
    const told = clock.now();
    setBack = Math.max(setBack, latest - told);
    return (latest = told + setBack);
  };
  return () => {
    let madeUp = 0;
    let due = 0;
    /** Of what was set back nothing is left to make up for. */
    let settled = 0;
    const now = (least = 0) => {
      const told = steady();
      if (least - told - madeUp > EARLY) madeUp = least - told;
      if (told + madeUp >= due) settled = setBack;
      return told + madeUp;
    };
    const isBehind = () => settled < setBack;
    return {
      now,
      expect(least) {
        if (isBehind() && least >= due) return false;
        due = least;
        return true;
      },
      atMost() {
        const at = now();
        return isBehind() ? due : at;
      },
    };
  };
}
