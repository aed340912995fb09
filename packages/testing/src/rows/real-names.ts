import type { CollectionDefinition } from './definition.ts';
import type { Row } from './row.ts';

const asItIs = (row: Row): Row => row;

/**
 * Makes a function that gives a row with its values under their real names: an older row may have them under an alias, and a filter names
 * the real one.
 */
export function realNames({ aliases = {} }: Pick<CollectionDefinition, 'aliases'>): (row: Row) => Row {
  const pairs = Object.entries(aliases);
  if (pairs.length === 0) return asItIs;
  return (row) => {
    let renamed = row;
    for (const [alias, name] of pairs) {
      if (Object.hasOwn(row, alias) && !Object.hasOwn(row, name)) renamed = { ...renamed, [name]: row[alias] };
    }
    return renamed;
  };
}
