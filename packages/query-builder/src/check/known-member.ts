/**
 * The known member of an enumeration that a name differs from in case alone: the service compares case, so the name would match no row.
 *
 * @param name - What was written.
 * @param members - The names that are known.
 * @returns The right spelling; undefined for a known name, and for one that is really new.
 */
export function memberMeant(name: string, members: readonly string[]): string | undefined {
  if (members.includes(name)) return undefined;
  const lower = name.toLowerCase();
  return members.find((member) => member.toLowerCase() === lower);
}
