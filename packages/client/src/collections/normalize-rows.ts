/**
 * Gives rows the real name of a property that came under an alias (the documents print one; seed 000). The alias stays as it came,
 * and the real name is not enumerable, so that a row still equals, and is written as, what the service sent.
 *
 * @param aliases - The real name by alias.
 */
export function normalizeRows(rows: readonly object[], aliases: Readonly<Record<string, string>>): void {
  // An alias at a time: looking for one name in ten thousand rows costs half of looking for a list of names in each.
  for (const [alias, name] of Object.entries(aliases))
    for (const row of rows) {
      const value = (row as Readonly<Record<string, unknown>>)[alias];
      if (value !== undefined && !(name in row)) Object.defineProperty(row, name, { value });
    }
}
