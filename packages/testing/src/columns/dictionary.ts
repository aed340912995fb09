/** A code needs two bytes. */
const MOST = 65_536;

/** The values that a column has seen, each with a number for it. */
export interface Dictionary {
  /** Value by code. */
  readonly values: readonly unknown[];
  /** The codes of some values; undefined where they have more different ones than there are codes. */
  encode(values: readonly unknown[]): Uint16Array | undefined;
}

/** Makes an empty dictionary. */
export function createDictionary(): Dictionary {
  const codes = new Map<unknown, number>();
  const known: unknown[] = [];
  return {
    values: known,
    encode(values) {
      const encoded = new Uint16Array(values.length);
      for (let index = 0; index < values.length; index += 1) {
        const value = values[index];
        let code = codes.get(value);
        if (code === undefined) {
          if (known.length === MOST) return undefined;
          code = known.push(value) - 1;
          codes.set(value, code);
        }
        encoded[index] = code;
      }
      return encoded;
    },
  };
}
