/**
 * A pattern that is made when it is first asked for. One over letters of every script takes a millisecond to make, which an import should
 * not, and hardly any filter needs it.
 */
export function lazyPattern(source: string, flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => (pattern ??= new RegExp(source, flags));
}
