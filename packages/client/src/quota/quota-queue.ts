/** How urgent a call is: `high` goes before `normal`, `normal` before `low`. */
export type Priority = 'high' | 'normal' | 'low';

/** Those who wait for a place, by priority and, within it, by arrival. */
export interface QuotaQueue<Waiter> {
  /** How many go before a newcomer of this priority; without one, how many wait. */
  ahead(priority?: Priority): number;
  /** @returns Lets go of the waiter, whether or not its turn has come. */
  push(priority: Priority, waiter: Waiter): () => void;
  /** Whose turn it is. A waiter stays until it is let go of. */
  next(): Waiter | undefined;
}

/** Every tenth place goes to whoever has waited longest, whatever its priority: urgent calls go first, and starve nobody. */
const FAIR_SHARE = 10;

export function createQueue<Waiter>(): QuotaQueue<Waiter> {
  /** Who waits, and how many had come before: a map keeps the order in which it was filled, and lets go of any member at once. */
  const line = () => new Map<Waiter, number>();
  const lines = { high: line(), normal: line(), low: line() };
  let arrivals = 0;
  let turns = 0;
  return {
    ahead(priority) {
      let count = 0;
      for (const name in lines) {
        count += lines[name as Priority].size;
        if (name === priority) break;
      }
      return count;
    },
    push(priority, waiter) {
      lines[priority].set(waiter, arrivals++);
      return () => lines[priority].delete(waiter);
    },
    next() {
      const isFair = ++turns % FAIR_SHARE === 0;
      let next: [Waiter, number] | undefined;
      for (const [head] of Object.values(lines)) if (head && (!next || (isFair && head[1] < next[1]))) next = head;
      return next?.[0];
    },
  };
}
