/** How urgent a call is: `high` goes before `normal`, `normal` before `low`. */
export type Priority = 'high' | 'normal' | 'low';

/** Who waits for a place. */
export interface Waiter {
  readonly priority: Priority;
  grant(place: string | number): void;
  fail(error: unknown): void;
}

const priorities: readonly Priority[] = ['high', 'normal', 'low'];

/** Every tenth place goes to whoever has waited longest, whatever its priority: urgent calls go first, and starve nobody. */
const FAIR_SHARE = 10;

/** Waiters by priority, and by arrival within it: a `Set` keeps the order in which it was filled, and lets go of any member at once. */
export class QuotaQueue {
  readonly #lines = priorities.map(() => new Set<Waiter>());
  readonly #arrivals = new Map<Waiter, number>();
  #arrived = 0;
  #served = 0;

  /** How many wait. */
  get size(): number {
    return this.#arrivals.size;
  }

  push(waiter: Waiter): void {
    this.#arrivals.set(waiter, this.#arrived++);
    this.#lines[priorities.indexOf(waiter.priority)]?.add(waiter);
  }

  /** Takes a waiter out who gave up, or whose turn it is. */
  leave(waiter: Waiter): void {
    this.#arrivals.delete(waiter);
    for (const line of this.#lines) line.delete(waiter);
  }

  /** Takes out whose turn it is. */
  shift(): Waiter | undefined {
    const heads = this.#lines.flatMap((line) => line.values().next().value ?? []);
    const arrival = (waiter: Waiter) => this.#arrivals.get(waiter) ?? 0;
    if (++this.#served % FAIR_SHARE === 0) heads.sort((a, b) => arrival(a) - arrival(b));
    const [waiter] = heads;
    if (waiter) this.leave(waiter);
    return waiter;
  }

  /** How many go before a newcomer of this priority. */
  ahead(priority: Priority): number {
    return this.#lines.slice(0, priorities.indexOf(priority) + 1).reduce((sum, { size }) => sum + size, 0);
  }
}
