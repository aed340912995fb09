/** How urgent a call is: `high` goes before `normal`, `normal` before `low`. */
export type Priority = 'high' | 'normal' | 'low';

/** Who waits for a place. */
export interface Waiter {
  readonly priority: Priority;
  /** Set once the waiter has given up. */
  isGone: boolean;
  grant(place: string | number): void;
  fail(error: unknown): void;
}

const priorities: readonly Priority[] = ['high', 'normal', 'low'];

/** Every tenth place goes to whoever has waited longest, whatever its priority: urgent calls go first, and starve nobody. */
const FAIR_SHARE = 10;

interface Entry {
  readonly waiter: Waiter;
  readonly order: number;
}

/** Waiters by priority, and by arrival within it. */
export class QuotaQueue {
  readonly #lines: Record<Priority, Entry[]> = { high: [], normal: [], low: [] };
  readonly #heads: Record<Priority, number> = { high: 0, normal: 0, low: 0 };
  readonly #sizes: Record<Priority, number> = { high: 0, normal: 0, low: 0 };
  #arrived = 0;
  #served = 0;

  /** How many wait. */
  get size(): number {
    return this.ahead('low');
  }

  push(waiter: Waiter): void {
    this.#lines[waiter.priority].push({ waiter, order: this.#arrived++ });
    this.#sizes[waiter.priority]++;
  }

  /** Takes a waiter out who gave up. */
  leave(waiter: Waiter): void {
    if (waiter.isGone) return;
    waiter.isGone = true;
    this.#sizes[waiter.priority]--;
  }

  /** Takes out whose turn it is. */
  shift(): Waiter | undefined {
    const waiting = priorities.filter((priority) => this.#head(priority));
    const isFair = ++this.#served % FAIR_SHARE === 0;
    const [turn] = isFair ? waiting.toSorted((a, b) => this.#order(a) - this.#order(b)) : waiting;
    if (!turn) return undefined;
    const entry = this.#head(turn);
    this.#heads[turn]++;
    this.#sizes[turn]--;
    return entry?.waiter;
  }

  /** How many go before a newcomer of this priority. */
  ahead(priority: Priority): number {
    let count = 0;
    for (const line of priorities.slice(0, priorities.indexOf(priority) + 1)) count += this.#sizes[line];
    return count;
  }

  #order(priority: Priority): number {
    return this.#head(priority)?.order ?? Infinity;
  }

  /** The first of a line who still waits; drops who is before, and the used part of the list once it is the larger one. */
  #head(priority: Priority): Entry | undefined {
    const line = this.#lines[priority];
    while (line[this.#heads[priority]]?.waiter.isGone) this.#heads[priority]++;
    if (this.#heads[priority] > 1000 && this.#heads[priority] * 2 > line.length) {
      line.splice(0, this.#heads[priority]);
      this.#heads[priority] = 0;
    }
    return line[this.#heads[priority]];
  }
}
