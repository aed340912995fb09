/**
 * Gives rows the real name of a property that came under an alias (the documents print one; seed 000). The alias stays as it came,
 * and the real name is not enumerable, so that a row still equals, and is written as, what the service sent.
 *
 * @param aliases - The real name by alias.
 */
export function normalizeRow(row: object, aliases: Readonly<Record<string, string>>): void {
  for (const alias in aliases) {
    const value = (row as Readonly<Record<string, unknown>>)[alias];
    const name = aliases[alias] ?? alias;
    if (value !== undefined && !(name in row)) Object.defineProperty(row, name, { value });
  }
}
