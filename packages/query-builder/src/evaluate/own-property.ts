/**
 * Makes a function that reads a property of an object's own, so that `constructor` and `__proto__` are names like any other.
 *
 * @param name - The property.
 * @returns The value, or undefined when the object has no such property of its own.
 */
export function ownReader(name: string): (source: object) => unknown {
  if (name in Object.prototype)
    return (source) => (Object.hasOwn(source, name) ? Reflect.get(source, name) : undefined);
  return (source) => {
    const value = (source as Readonly<Record<string, unknown>>)[name]; // any object may be asked for any name
    if (value === undefined || hasPlainPrototype(source) || Object.hasOwn(source, name)) return value;
    return undefined;
  };
}

/** Whether nothing can be inherited that `Object.prototype` does not have: so of plain JSON. */
function hasPlainPrototype(source: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(source);
  return prototype === Object.prototype || prototype === null;
}
