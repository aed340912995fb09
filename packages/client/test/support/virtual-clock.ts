import type { Clock } from '../../src/index.ts';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock that stands still until it is told to go on, and can run for as long as a promise needs. */
export class VirtualClock implements Clock {
  #now: number;
  #timers = new Set<Timer>();
  /** What happens outside of the clock, such as a request on its way; time stands still meanwhile. */
  busy = 0;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size;
  }

  sleep(ms: number, abortSignal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (abortSignal?.aborted) return reject(abortSignal.reason);
      const timer: Timer = {
        at: this.#now + Math.max(0, ms),
        fire: () => {
          this.#timers.delete(timer);
          abortSignal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        this.#timers.delete(timer);
        reject(abortSignal?.reason);
      };
      this.#timers.add(timer);
      abortSignal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Sets the clock, as a person or a time server does: timers do not notice. */
  jump(ms: number): void {
    const timers = [...this.#timers];
    this.#now += ms;
    this.#timers = new Set(timers.map((timer) => Object.assign(timer, { at: timer.at + ms })));
  }

  /** Lets time pass, firing each timer at its time. */
  async advance(ms: number): Promise<void> {
    await settle();
    const end = this.#now + ms;
    for (let next; (next = this.#next()) && next.at <= end;) {
      this.#now = Math.max(this.#now, next.at);
      next.fire();
      await settle();
    }
    this.#now = end;
  }

  /** Runs timers one after the other until the promise has settled, and gives what it gives. */
  async run<Value>(promise: Promise<Value>): Promise<Value> {
    const state = { isSettled: false };
    const settled = () => {
      state.isSettled = true;
    };
    promise.then(settled, settled);
    while (!state.isSettled) {
      await settle();
      const next = this.busy ? undefined : this.#next();
      if (state.isSettled || !next) continue;
      this.#now = Math.max(this.#now, next.at);
      next.fire();
    }
    return promise;
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (!first || timer.at < first.at) first = timer;
    return first;
  }
}

/** Lets everything happen that can happen without time passing. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
