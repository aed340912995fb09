import { propertyAliases } from '@defender-odata/client';
import type { Row } from './row.ts';

const aliases = Object.entries(propertyAliases.MachineAction);

/** A row with its values under their real names: an older row may have them under an alias, and a filter names the real one. */
export function withRealNames(row: Row): Row {
  const renamed = aliases.filter(([alias, name]) => Object.hasOwn(row, alias) && !Object.hasOwn(row, name));
  if (renamed.length === 0) return row;
  return { ...row, ...Object.fromEntries(renamed.map(([alias, name]) => [name, row[alias]])) };
}

/** Makes a function that reads a property under its name, or under its alias where the row does not have the name. */
export function readerOf(name: string): (row: Row) => unknown {
  const alias = aliases.find(([, real]) => real === name)?.[0];
  if (alias === undefined) return (row) => row[name];
  return (row) => row[name] ?? (Object.hasOwn(row, name) ? null : row[alias]);
}
