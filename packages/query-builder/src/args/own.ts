/** Whether something is written as `{ … }`, in whatever realm: only its own keys are read, and all that it says is in them. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object(value) === value ? Object.getPrototypeOf(value) : 0;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The own value of a key: `constructor` and `__proto__` are names like others, and nobody's property. */
export const own = <Key extends string, Value>(
  record: { readonly [Name in Key]?: Value },
  key: Key,
): Value | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);
