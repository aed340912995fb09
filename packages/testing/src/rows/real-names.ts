import { propertyAliases } from '@defender-odata/client';
import type { Row } from './row.ts';

const aliases = Object.entries(propertyAliases.MachineAction);

/** A row with its values under their real names: an older row may have them under an alias, and a filter names the real one. */
export function withRealNames(row: Row): Row {
  let renamed = row;
  for (const [alias, name] of aliases) {
    if (Object.hasOwn(row, alias) && !Object.hasOwn(row, name)) renamed = { ...renamed, [name]: row[alias] };
  }
  return renamed;
}
