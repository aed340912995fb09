/** A copy that shares nothing with the original, keys in their order. Most values of a row are texts and need no copying. */
export function copyValues(row: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row)) {
    copy[key] = typeof value === 'object' && value !== null ? structuredClone(value) : (value as unknown);
  }
  return copy;
}
