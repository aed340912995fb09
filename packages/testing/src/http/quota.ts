import { alignedWindow, slidingWindow, type RateLimit, type Window } from './window.ts';

/** Which windows a quota has: any span of time, or spans that begin with the clock's minute and hour. */
export type WindowKind = 'sliding' | 'aligned';

/** The calls of every application and tenant, counted apart and per operation (observed). */
export interface Quota {
  /**
   * Asks for a place and takes it where every window has one.
   *
   * @param caller Whose calls are counted together: application, tenant and operation.
   * @param limits The operation's limits, all of which hold at once.
   * @param now The time, in milliseconds.
   * @returns Undefined where the call may go on, otherwise the limit that it waits for longest. A refused call is not counted.
   */
  take(caller: string, limits: readonly RateLimit[], now: number): Exceeded | undefined;
}

/** A limit that has no place left. */
export interface Exceeded extends RateLimit {
  /** How long until it has, in milliseconds. */
  readonly wait: number;
}

/** @param kind Which windows; the service's own kind is not known, so a client must be right under both. */
export function createQuota(kind: WindowKind): Quota {
  const makeWindow = kind === 'sliding' ? slidingWindow : alignedWindow;
  const callers = new Map<string, readonly Window[]>();
  return {
    take(caller, limits, now) {
      let windows = callers.get(caller);
      if (windows === undefined) callers.set(caller, (windows = limits.map(makeWindow)));
      const waits = windows.map((window) => window.wait(now));
      const wait = Math.max(0, ...waits);
      const limit = limits[waits.indexOf(wait)];
      if (wait > 0 && limit !== undefined) return { ...limit, wait };
      for (const window of windows) window.count(now);
      return undefined;
    },
  };
}
