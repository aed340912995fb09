import type { Priority } from '../core/priority.ts';

/** Those who wait for a place, by priority and, within it, by arrival: who comes first need not be the first to stand here. */
export interface QuotaQueue<Waiter> {
  /** How many wait. */
  size(): number;
  /** Which place a waiter will get, from 1. */
  position(priority: Priority, arrival: number): number;
  /** @returns Lets go of the waiter, whether or not its turn has come. */
  push(priority: Priority, arrival: number, waiter: Waiter): () => void;
  /** Whose turn it is. A waiter stays until it is let go of. */
  next(): Waiter | undefined;
}

/** Every tenth place goes to whoever has waited longest, whatever its priority: urgent calls go first, and starve nobody. */
const FAIR_SHARE = 10;

export function createQueue<Waiter>(): QuotaQueue<Waiter> {
  interface Entry {
    readonly arrival: number;
    readonly waiter: Waiter;
  }
  const lines: Readonly<Record<Priority, Entry[]>> = { high: [], normal: [], low: [] };
  let turns = 0;

  /** Where an arrival stands in its line, or would stand. */
  function indexOf(line: readonly Entry[], arrival: number): number {
    let low = 0;
    for (let high = line.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((line[middle]?.arrival ?? arrival) < arrival) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    size: () => lines.high.length + lines.normal.length + lines.low.length,
    position(priority, arrival) {
      let before = 0;
      for (const [name, line] of Object.entries(lines)) {
        if (name === priority) break;
        before += line.length;
      }
      return before + indexOf(lines[priority], arrival) + 1;
    },
    push(priority, arrival, waiter) {
      const line = lines[priority];
      line.splice(indexOf(line, arrival), 0, { arrival, waiter });
      return () => {
        const index = indexOf(line, arrival);
        if (line[index]?.arrival === arrival) line.splice(index, 1);
      };
    },
    next() {
      const isFair = ++turns % FAIR_SHARE === 0;
      let next: Entry | undefined;
      for (const [head] of Object.values(lines))
        if (head && (!next || (isFair && head.arrival < next.arrival))) next = head;
      return next?.waiter;
    },
  };
}
