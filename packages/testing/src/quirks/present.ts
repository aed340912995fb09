import type { CollectionDefinition } from '../rows/definition.ts';
import type { CollectionPlugIn } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { formatInstant } from '../clock/instant.ts';
import type { QuirkName } from './catalogue.ts';

/** How a row looks in an answer, where that differs from what it is. */
export type Presentation = (row: Row) => Row;

const rebuild = (row: Row, change: (key: string, value: unknown) => readonly [string, unknown]): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => change(key, value)));

/** Properties that were seen under other names stand under those. */
function underAliases({ aliases = {} }: CollectionDefinition): Presentation {
  const names = new Map(Object.entries(aliases).map(([alias, name]) => [name, alias]));
  return (row) => rebuild(row, (key, value) => [names.get(key) ?? key, value]);
}

/** Members of open enumerations are ones that no document names; what is final stays, since whoever waits must see it. */
function withUnknownMembers({ schema: { properties = {} }, final }: CollectionDefinition): Presentation {
  const isOpen = (key: string): boolean => Object.hasOwn(properties, key) && properties[key]?.examples !== undefined;
  return (row) =>
    rebuild(row, (key, value) => {
      if (typeof value !== 'string' || !isOpen(key)) return [key, value];
      if (key !== final?.property) return [key, `${value}V2`];
      return [key, final.values.includes(value) ? value : `${value}OnDevice`];
    });
}

const presentations: Partial<Record<QuirkName, (definition: CollectionDefinition) => Presentation>> = {
  'last-update-alias': underAliases,
  'unknown-enum-values': withUnknownMembers,
};

/** A row as later answers show it, with an earlier creation than the one that made it. */
export function withEarlierCreation(row: Row, { createdAt }: CollectionDefinition): Row {
  const created = createdAt === undefined ? undefined : row[createdAt];
  if (createdAt === undefined || typeof created !== 'string') return row;
  return { ...row, [createdAt]: formatInstant(Date.parse(created.toUpperCase()) - 1234, 5678) };
}

/** How the rows of a collection look with the quirks that are on; undefined where they look as they are. */
export function presentationOf(
  names: ReadonlySet<QuirkName>,
  definition: CollectionDefinition,
  plugIn: CollectionPlugIn | undefined,
): Presentation | undefined {
  const own = [...names].flatMap((name) => presentations[name]?.(definition) ?? []);
  const steps = [...(plugIn?.present?.(names) ?? []), ...own];
  if (steps.length === 0) return undefined;
  return (row) => steps.reduce((presented, step) => step(presented), row);
}
