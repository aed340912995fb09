/** What was made for the latest keys. */
export interface Recent<Value> {
  /** What was made for a key, made now where it is not among the latest. What cannot be made is not kept. */
  get(key: string, make: () => Value): Value;
  clear(): void;
}

/**
 * Makes an empty store of what was made of late.
 *
 * @param most How many keys it keeps.
 */
export function createRecent<Value>(most: number): Recent<Value> {
  const kept = new Map<string, Value>();
  return {
    get(key, make) {
      const known = kept.get(key);
      if (known !== undefined) return known;
      const value = make();
      const [oldest] = kept.keys();
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
      kept.set(key, value);
      return value;
    },
    clear() {
      kept.clear();
    },
  };
}
