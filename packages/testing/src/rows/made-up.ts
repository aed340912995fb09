const madeUp = new WeakSet<object>();

/** Remembers that a factory made a row's key up: nobody counts on it, so a second such row may get another one. */
export const markMadeUp = (row: object): void => {
  madeUp.add(row);
};

/** Whether nobody gave a row its key. */
export const isMadeUp = (row: object): boolean => madeUp.has(row);
