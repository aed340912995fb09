import type { Change } from '../rows/effects.ts';

/** The changes of status that are to come, of all rows of a collection. */
export interface Timelines {
  /** Gives a row its changes, in place of the ones it had. */
  set(key: string, changes: readonly Change[]): void;
  /** When the next change is due; Infinity where none is. */
  readonly nextAt: number;
  /** Takes the next change. */
  shift(): Change | undefined;
}

/** Makes a set of timelines with nothing to come. */
export function createTimelines(): Timelines {
  const pending: Change[] = [];
  const owners = new Set<string>();

  function insert(change: Change): void {
    let low = 0;
    let high = pending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pending[middle]?.at ?? Infinity) <= change.at) low = middle + 1;
      else high = middle;
    }
    pending.splice(low, 0, change);
  }

  return {
    set(key, changes) {
      if (owners.delete(key)) {
        const kept = pending.filter((change) => change.key !== key);
        pending.splice(0, pending.length, ...kept);
      }
      if (changes.length > 0) owners.add(key);
      for (const change of changes) insert(change);
    },
    get nextAt() {
      return pending[0]?.at ?? Infinity;
    },
    shift: () => pending.shift(),
  };
}
