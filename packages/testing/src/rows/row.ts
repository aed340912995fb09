/** A row inside the emulator: the keys it was given, in their order. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A row as a test gives it: some of its properties. With the key it is stored as given, unknown properties and all, since a missing key is
 * normal and an unknown one is kept (observed); without it, it is made whole and gets a key of its own.
 *
 * @typeParam Whole - A row with all its properties.
 * @typeParam Key - The property that tells rows apart.
 */
export type RowInput<Whole extends object = object, Key extends keyof Whole = keyof Whole> =
  Partial<Whole> | (Partial<Whole> & Readonly<Pick<Whole, Key>> & Readonly<Record<string, unknown>>);

/** A key as rows are told apart by it: keys that differ in case alone are one. */
export const keyText = (value: unknown): string => String(value).toLowerCase();

/** The key of a row, by which it is found. */
export const keyOf = (row: Row, key: string): string => keyText(row[key]);
