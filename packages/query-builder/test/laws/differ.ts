/** Ends a law with what differs; the case that it was found in is told by fast-check. */
export function differ(found: Readonly<Record<string, unknown>>): never {
  throw new Error(JSON.stringify(found, undefined, 1));
}
