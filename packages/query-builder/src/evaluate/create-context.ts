import { ownOptions, refuseArgument } from '../args/options.ts';
import type { EntityType } from '../edm/entity-type.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { parseFilter } from '../parse/parse-filter.ts';
import type { Clock, Context, Expression, Place } from './context.ts';
import { typeOfRows } from './static-type.ts';

/** What a filter or an order may need beside its text. */
export interface EvaluateOptions {
  /** The clock that `now()` reads. Default: the system's. */
  readonly now?: Clock;
  /** The values of parameter aliases, with or without `@`: `{ '@name': "'Black'" }`. */
  readonly aliases?: Readonly<Record<string, string | FilterNode>>;
}

/** What a call compiles with, checked and copied. */
export interface Settings {
  readonly entityType: EntityType;
  readonly clock: Clock;
  readonly aliases: ReadonlyMap<string, FilterNode>;
}

/** Reads the type of the rows and the options of a call; each is copied or checked before anything is compiled. */
export function readSettings(call: string, entityType: EntityType, options: EvaluateOptions | undefined): Settings {
  requireType(call, entityType);
  const { now = Date.now, aliases } = ownOptions(call, options, ['now', 'aliases']);
  if (typeof now !== 'function') refuseArgument('now', 'a function that gives the time', now);
  return { entityType, clock: now, aliases: readAliases(aliases) };
}

/** Refuses what is no type of rows; an entity set has one. */
export function requireType(call: string, entityType: EntityType): void {
  const { properties, entityType: inner } = (entityType ?? {}) as Partial<EntityType> & {
    readonly entityType?: unknown;
  };
  if (typeof properties === 'object' && properties) return;
  refuseArgument(
    `The type of ${call}`,
    inner ? 'the entityType of this set' : 'an entity type with properties',
    entityType,
  );
}

function readAliases(aliases: EvaluateOptions['aliases']): ReadonlyMap<string, FilterNode> {
  return new Map(
    Object.entries(ownOptions('aliases', aliases)).map(([name, value]) => [
      name.replace(/^@/, ''),
      aliasValue(name, value),
    ]),
  );
}

function aliasValue(name: string, value: string | FilterNode | undefined): FilterNode {
  if (typeof value === 'string') return parseFilter(value);
  return typeof value?.kind === 'string' ? value : refuseArgument(`The alias ${name}`, 'text or a tree', value);
}

/** What expressions over rows of a type are compiled in; with the text that they came from, errors have positions. */
export function createContext({ entityType, clock, aliases }: Settings, rowsArePlain: boolean, place?: Place): Context {
  const it: Expression = { type: typeOfRows(entityType), get: (row) => row };
  return {
    it,
    self: it,
    ofRow: new Map(),
    variables: new Map(),
    aliases,
    aliasing: { open: new Set(), depth: 0, count: { expansions: 0 } },
    clock,
    rowsArePlain,
    place,
  };
}
