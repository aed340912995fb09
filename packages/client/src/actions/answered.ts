/** How many keys are remembered; the oldest are forgotten first. */
const MOST = 1000;

/** The rows that actions of a client were answered with: what was there before a call was not started by it. */
export interface Answered {
  has(key: string): boolean;
  add(key: string): void;
}

/** Remembers keys, in whatever case they come. */
export function createAnswered(): Answered {
  const keys = new Set<string>();
  return {
    has: (key) => keys.has(key.toLowerCase()),
    add(key) {
      keys.add(key.toLowerCase());
      const [oldest] = keys;
      if (keys.size > MOST && oldest !== undefined) keys.delete(oldest);
    },
  };
}
